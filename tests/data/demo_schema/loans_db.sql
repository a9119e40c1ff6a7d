-- The demo's own DDL of loans_db: serial keys, foreign keys and indexes in place.

CREATE TABLE loan_applications (
    application_id VARCHAR(50) PRIMARY KEY,
    customer_id VARCHAR(50) NOT NULL,
    loan_type VARCHAR(50) NOT NULL,
    requested_amount DECIMAL(15,2) NOT NULL,
    application_date DATE NOT NULL,
    status VARCHAR(50) DEFAULT 'pending',
    officer_id VARCHAR(50),
    decision_date DATE,
    approved_amount DECIMAL(15,2),
    rejection_reason TEXT
);

CREATE TABLE loans (
    loan_id VARCHAR(50) PRIMARY KEY,
    application_id VARCHAR(50) REFERENCES loan_applications(application_id),
    loan_number VARCHAR(30) UNIQUE NOT NULL,
    customer_id VARCHAR(50) NOT NULL,
    linked_account_id VARCHAR(50),
    loan_type VARCHAR(50) NOT NULL,
    principal_amount DECIMAL(15,2) NOT NULL,
    interest_rate DECIMAL(5,4) NOT NULL,
    term_months INTEGER NOT NULL,
    disbursement_date DATE NOT NULL,
    maturity_date DATE NOT NULL,
    loan_status VARCHAR(50) DEFAULT 'active',
    outstanding_balance DECIMAL(15,2),
    default_status BOOLEAN DEFAULT FALSE,
    approved_by VARCHAR(50)
);

CREATE TABLE collateral (
    collateral_id VARCHAR(50) PRIMARY KEY,
    loan_id VARCHAR(50) NOT NULL REFERENCES loans(loan_id),
    collateral_type VARCHAR(100) NOT NULL,
    description TEXT,
    appraised_value DECIMAL(15,2) NOT NULL,
    appraisal_date DATE,
    ltv_ratio DECIMAL(5,4)
);

CREATE TABLE repayment_schedule (
    schedule_id SERIAL PRIMARY KEY,
    loan_id VARCHAR(50) NOT NULL REFERENCES loans(loan_id),
    installment_number INTEGER NOT NULL,
    due_date DATE NOT NULL,
    principal_amount DECIMAL(15,2) NOT NULL,
    interest_amount DECIMAL(15,2) NOT NULL,
    total_amount DECIMAL(15,2) NOT NULL,
    payment_date DATE,
    payment_status VARCHAR(20) DEFAULT 'pending'
);

CREATE TABLE loan_guarantors (
    guarantor_id SERIAL PRIMARY KEY,
    loan_id VARCHAR(50) NOT NULL REFERENCES loans(loan_id),
    guarantor_name VARCHAR(200) NOT NULL,
    relationship VARCHAR(50),
    contact_info TEXT,
    guarantee_amount DECIMAL(15,2)
);

CREATE TABLE risk_assessments (
    assessment_id SERIAL PRIMARY KEY,
    loan_id VARCHAR(50),
    application_id VARCHAR(50),
    assessment_date DATE NOT NULL,
    risk_score INTEGER CHECK (risk_score BETWEEN 0 AND 1000),
    pd_probability DECIMAL(5,4),
    credit_grade VARCHAR(10),
    assessed_by VARCHAR(50)
);

CREATE INDEX idx_loan_applications_customer_id ON loan_applications(customer_id);
CREATE INDEX idx_loans_customer_id ON loans(customer_id);
CREATE INDEX idx_repayment_schedule_loan_id ON repayment_schedule(loan_id);
