-- The demo's own DDL of insurance_db: serial keys, foreign keys and indexes in place.

CREATE TABLE policies (
    policy_id VARCHAR(50) PRIMARY KEY,
    policy_number VARCHAR(30) UNIQUE NOT NULL,
    customer_id VARCHAR(50) NOT NULL,
    policy_type VARCHAR(50) NOT NULL,
    policy_status VARCHAR(20) DEFAULT 'active',
    coverage_amount DECIMAL(15,2) NOT NULL,
    premium_amount DECIMAL(10,2) NOT NULL,
    premium_frequency VARCHAR(20),
    start_date DATE NOT NULL,
    end_date DATE,
    linked_account_id VARCHAR(50),
    agent_id VARCHAR(50),
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE beneficiaries (
    beneficiary_id SERIAL PRIMARY KEY,
    policy_id VARCHAR(50) NOT NULL REFERENCES policies(policy_id),
    beneficiary_name VARCHAR(200) NOT NULL,
    relationship VARCHAR(50),
    percentage INTEGER CHECK (percentage BETWEEN 0 AND 100),
    contact_info TEXT
);

CREATE TABLE claims (
    claim_id VARCHAR(50) PRIMARY KEY,
    policy_id VARCHAR(50) NOT NULL REFERENCES policies(policy_id),
    claim_number VARCHAR(30) UNIQUE NOT NULL,
    claim_type VARCHAR(100) NOT NULL,
    claim_amount DECIMAL(15,2) NOT NULL,
    claim_date DATE NOT NULL,
    status VARCHAR(50) DEFAULT 'submitted',
    approved_amount DECIMAL(15,2),
    settlement_date DATE,
    description TEXT,
    processed_by VARCHAR(50)
);

CREATE TABLE premium_payments (
    payment_id VARCHAR(50) PRIMARY KEY,
    policy_id VARCHAR(50) NOT NULL REFERENCES policies(policy_id),
    payment_date DATE NOT NULL,
    amount DECIMAL(10,2) NOT NULL,
    payment_method VARCHAR(50),
    from_account_id VARCHAR(50),
    payment_status VARCHAR(20) DEFAULT 'completed'
);

CREATE TABLE policy_events (
    event_id SERIAL PRIMARY KEY,
    policy_id VARCHAR(50) NOT NULL REFERENCES policies(policy_id),
    event_type VARCHAR(50) NOT NULL,
    event_date DATE NOT NULL,
    description TEXT,
    performed_by VARCHAR(50)
);

CREATE INDEX idx_policies_customer_id ON policies(customer_id);
CREATE INDEX idx_claims_policy_id ON claims(policy_id);
CREATE INDEX idx_premium_payments_policy_id ON premium_payments(policy_id);
