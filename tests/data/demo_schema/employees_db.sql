-- The demo's own DDL of employees_db: serial keys, foreign keys and indexes in place.

CREATE TABLE employees (
    employee_id VARCHAR(50) PRIMARY KEY,
    employee_number VARCHAR(20) UNIQUE NOT NULL,
    first_name VARCHAR(100) NOT NULL,
    last_name VARCHAR(100) NOT NULL,
    email VARCHAR(150) UNIQUE,
    phone VARCHAR(20),
    role VARCHAR(100) NOT NULL,
    department VARCHAR(100) NOT NULL,
    branch_code VARCHAR(10),
    manager_id VARCHAR(50) REFERENCES employees(employee_id),
    hire_date DATE NOT NULL,
    termination_date DATE,
    employment_status VARCHAR(20) DEFAULT 'active',
    salary DECIMAL(12,2),
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE departments (
    department_id VARCHAR(50) PRIMARY KEY,
    department_name VARCHAR(100) UNIQUE NOT NULL,
    department_head_id VARCHAR(50) REFERENCES employees(employee_id),
    budget DECIMAL(15,2)
);

CREATE TABLE performance_reviews (
    review_id SERIAL PRIMARY KEY,
    employee_id VARCHAR(50) NOT NULL REFERENCES employees(employee_id),
    review_date DATE NOT NULL,
    reviewer_id VARCHAR(50) NOT NULL REFERENCES employees(employee_id),
    rating INTEGER CHECK (rating BETWEEN 1 AND 5),
    goals_met INTEGER,
    comments TEXT
);

CREATE TABLE training_programs (
    program_id VARCHAR(50) PRIMARY KEY,
    program_name VARCHAR(200) NOT NULL,
    description TEXT,
    duration_hours INTEGER,
    certification BOOLEAN DEFAULT FALSE
);

CREATE TABLE employee_training (
    training_record_id SERIAL PRIMARY KEY,
    employee_id VARCHAR(50) NOT NULL REFERENCES employees(employee_id),
    program_id VARCHAR(50) NOT NULL REFERENCES training_programs(program_id),
    enrollment_date DATE,
    completion_date DATE,
    status VARCHAR(50) DEFAULT 'enrolled',
    score INTEGER
);

CREATE TABLE employee_assignments (
    assignment_id SERIAL PRIMARY KEY,
    employee_id VARCHAR(50) NOT NULL REFERENCES employees(employee_id),
    assignment_type VARCHAR(50) NOT NULL,
    related_entity_id VARCHAR(50),
    start_date DATE NOT NULL,
    end_date DATE
);

CREATE INDEX idx_employees_department ON employees(department);
CREATE INDEX idx_employees_manager_id ON employees(manager_id);
CREATE INDEX idx_performance_reviews_employee_id ON performance_reviews(employee_id);
