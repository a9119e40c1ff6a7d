-- The demo's own DDL of customer_db: serial keys, foreign keys and indexes in place.

CREATE TABLE customer_profiles (
    customer_id VARCHAR(50) PRIMARY KEY,
    full_name VARCHAR(200) NOT NULL,
    email VARCHAR(150),
    phone VARCHAR(20),
    address TEXT,
    city VARCHAR(100),
    country VARCHAR(100),
    customer_segment VARCHAR(50),
    customer_status VARCHAR(20) DEFAULT 'active',
    onboarding_date DATE NOT NULL,
    assigned_agent_id VARCHAR(50),
    kyc_status VARCHAR(20),
    risk_rating VARCHAR(20),
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE interactions (
    interaction_id VARCHAR(50) PRIMARY KEY,
    customer_id VARCHAR(50) NOT NULL REFERENCES customer_profiles(customer_id),
    interaction_type VARCHAR(50) NOT NULL,
    channel VARCHAR(50),
    interaction_date TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    duration_minutes INTEGER,
    notes TEXT,
    handled_by VARCHAR(50),
    outcome VARCHAR(50)
);

CREATE TABLE satisfaction_surveys (
    survey_id SERIAL PRIMARY KEY,
    customer_id VARCHAR(50) NOT NULL REFERENCES customer_profiles(customer_id),
    interaction_id VARCHAR(50) REFERENCES interactions(interaction_id),
    nps_score INTEGER CHECK (nps_score BETWEEN 0 AND 10),
    satisfaction_rating INTEGER CHECK (satisfaction_rating BETWEEN 1 AND 5),
    survey_date DATE NOT NULL,
    comments TEXT
);

CREATE TABLE complaints (
    complaint_id VARCHAR(50) PRIMARY KEY,
    customer_id VARCHAR(50) NOT NULL REFERENCES customer_profiles(customer_id),
    complaint_type VARCHAR(100) NOT NULL,
    description TEXT,
    status VARCHAR(50) DEFAULT 'open',
    priority VARCHAR(20),
    filed_date TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    resolved_date TIMESTAMP,
    resolution_time_hours INTEGER,
    assigned_to VARCHAR(50)
);

CREATE TABLE campaigns (
    campaign_id VARCHAR(50) PRIMARY KEY,
    campaign_name VARCHAR(200) NOT NULL,
    campaign_type VARCHAR(50),
    start_date DATE,
    end_date DATE,
    target_segment VARCHAR(50)
);

CREATE TABLE campaign_responses (
    response_id SERIAL PRIMARY KEY,
    campaign_id VARCHAR(50) NOT NULL REFERENCES campaigns(campaign_id),
    customer_id VARCHAR(50) NOT NULL REFERENCES customer_profiles(customer_id),
    response_date DATE,
    response_type VARCHAR(50),
    converted BOOLEAN DEFAULT FALSE
);

CREATE INDEX idx_interactions_customer_id ON interactions(customer_id);
CREATE INDEX idx_satisfaction_surveys_customer_id ON satisfaction_surveys(customer_id);
CREATE INDEX idx_complaints_customer_id ON complaints(customer_id);
