-- The demo's own DDL of compliance_db: serial keys, foreign keys and indexes in place.

CREATE TABLE kyc_records (
    kyc_id VARCHAR(50) PRIMARY KEY,
    customer_id VARCHAR(50) NOT NULL,
    verification_date DATE NOT NULL,
    kyc_status VARCHAR(20) NOT NULL,
    document_type VARCHAR(100),
    document_number VARCHAR(100),
    expiry_date DATE,
    verified_by VARCHAR(50),
    next_review_date DATE,
    risk_rating VARCHAR(20)
);

CREATE TABLE aml_checks (
    check_id VARCHAR(50) PRIMARY KEY,
    customer_id VARCHAR(50),
    transaction_id VARCHAR(50),
    check_date TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    check_type VARCHAR(50) NOT NULL,
    aml_flag BOOLEAN DEFAULT FALSE,
    risk_level VARCHAR(20),
    screening_result TEXT,
    reviewed_by VARCHAR(50)
);

CREATE TABLE suspicious_activity_reports (
    sar_id VARCHAR(50) PRIMARY KEY,
    customer_id VARCHAR(50),
    account_id VARCHAR(50),
    report_date DATE NOT NULL,
    activity_type VARCHAR(100) NOT NULL,
    description TEXT NOT NULL,
    sar_status VARCHAR(50) DEFAULT 'draft',
    filed_date DATE,
    regulatory_tier VARCHAR(20),
    filed_by VARCHAR(50),
    amount_involved DECIMAL(15,2)
);

CREATE TABLE regulatory_reports (
    report_id VARCHAR(50) PRIMARY KEY,
    report_type VARCHAR(100) NOT NULL,
    reporting_period_start DATE NOT NULL,
    reporting_period_end DATE NOT NULL,
    submission_date DATE,
    status VARCHAR(50) DEFAULT 'pending',
    prepared_by VARCHAR(50),
    approved_by VARCHAR(50)
);

CREATE TABLE audit_trails (
    audit_id BIGSERIAL PRIMARY KEY,
    entity_type VARCHAR(50) NOT NULL,
    entity_id VARCHAR(50) NOT NULL,
    action VARCHAR(50) NOT NULL,
    performed_by VARCHAR(50) NOT NULL,
    performed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    old_value TEXT,
    new_value TEXT,
    ip_address VARCHAR(45)
);

CREATE TABLE compliance_rules (
    rule_id VARCHAR(50) PRIMARY KEY,
    rule_name VARCHAR(200) NOT NULL,
    rule_type VARCHAR(50) NOT NULL,
    description TEXT,
    threshold_value DECIMAL(15,2),
    is_active BOOLEAN DEFAULT TRUE,
    created_date DATE NOT NULL
);

CREATE TABLE rule_violations (
    violation_id VARCHAR(50) PRIMARY KEY,
    rule_id VARCHAR(50) NOT NULL REFERENCES compliance_rules(rule_id),
    entity_type VARCHAR(50) NOT NULL,
    entity_id VARCHAR(50) NOT NULL,
    violation_date TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    severity VARCHAR(20),
    status VARCHAR(50) DEFAULT 'open',
    resolution_notes TEXT,
    resolved_by VARCHAR(50),
    resolved_date DATE
);

CREATE INDEX idx_kyc_records_customer_id ON kyc_records(customer_id);
CREATE INDEX idx_aml_checks_customer_id ON aml_checks(customer_id);
CREATE INDEX idx_suspicious_activity_reports_customer_id ON suspicious_activity_reports(customer_id);
CREATE INDEX idx_audit_trails_entity_type_entity_id ON audit_trails(entity_type, entity_id);
