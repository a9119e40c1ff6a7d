#pragma once

#include "core/random.hpp"

namespace bankseed {

/// Every draw site of the bank: each is named at one place of the code, so that no draw has two
/// meanings; what is wanted at several places is a function. The numbers are part of the output:
/// append, never renumber, never reuse. Each domain has a hundred of its own.
enum class Stream : std::uint32_t {
  // 1-99: employees
  kEmployee = 1,            ///< entity: employee; day of hiring
  kEmployeeTerminated = 2,  ///< entity: leaver; who it is
  kEmployeeName = 3,
  kEmployeeManager = 4,
  kReviewRating = 5,  ///< entity: block; which ratings its employees' reviews give
  kReview = 6,
  kTrainingStatus = 7,  ///< permutation: which records are not completed
  kTraining = 8,        ///< entity: training record
  kTrainingProgram = 9,
  kTrainingCertification = 10,  ///< permutation: which programs certify
  kDepartment = 11,
  kAssignment = 12,   ///< entity: assignment
  kReviewCount = 14,  ///< shuffle: reviews and trainings of who is there
  kBranchPlace = 16,
  kTermination = 17,         ///< entity: leaver; when
  kEmployeeContact = 18,     ///< entity: employee
  kTrainingChoice = 19,      ///< permutation of the programs for each employee
  kBranchCoverage = 20,      ///< entity: assignment to a branch
  kEmployeeRole = 21,        ///< shuffle: in which order roles come
  kLeaverService = 22,       ///< shuffle: when leavers left, and their records
  kDepartmentHead = 23,      ///< entity: the head's place among the heads
  kHeadOrder = 24,           ///< permutation: which department each head has
  kEmployeeDepartment = 25,  ///< entity: employee
  kEmployeeBranch = 26,      ///< permutation of the branches: in which order they get staff
  kSalary = 27,              ///< entity: employee
  kSeatRound = 28,           ///< entity: round in which branches get staff

  // 100-199: customers
  kCustomerRank = 100,  ///< permutation of a block: status and number of accounts
  kCustomerCreated = 101,
  kCustomerName = 102,
  kCustomerBirth = 103,
  kCustomerEmail = 104,    ///< permutation of the bank: number that makes the address unique
  kCustomerContact = 105,  ///< domain, phone
  kSegmentRisk = 106,      ///< permutation of a block
  kKyc = 107,    ///< permutations of a block's customers, recent or not, with accounts or not
  kAgent = 108,  ///< permutation of a block's others: who has an agent, and a portfolio
  kAgentPick = 109,
  kCustomerBranch = 110,
  kCustomerUpdated = 111,
  kNationalNumber = 112,  ///< permutation of all numbers
  kCustomerPlace = 113,
  kClosedAgent = 115,   ///< permutation of a block's closed customers: who had an agent
  kHousehold = 116,     ///< permutation of a block: who lives with whom
  kKinship = 117,       ///< entity: customer who lives with a head of household
  kHomeAddress = 118,   ///< entity: head of household
  kAgeAtHome = 119,     ///< entity: customer who lives with a head of household
  kLastSign = 120,      ///< entity: customer who is dormant or closed
  kEmployment = 136,    ///< entity: customer; employer and pay
  kRaise = 137,         ///< entity: customer; how pay has risen
  kVerification = 463,  ///< entity: customer; how soon the identity was verified
  kAccountHour = 464,   ///< entity: account; when on its day it was opened

  // 200-299: accounts and transactions
  kAccountState = 200,        ///< permutation of a block's regular accounts: status and currency
  kFirstAccountType = 201,    ///< permutation of a block's first accounts
  kFurtherAccountType = 202,  ///< permutation of a block's further accounts
  kAccount = 203,
  kAccountNumber = 204,  ///< permutation of all account numbers
  kTransactionWeight = 206,
  kTransactionType = 207,  ///< permutation of a block's transactions without internal transfers
  kTransaction = 208,
  kLegPairing = 209,    ///< permutation of the bank's internal transfers
  kLeg = 210,           ///< entity: pair
  kRelationship = 213,  ///< permutation of a block's holders
  kRelationshipType = 214,
  kRelationshipDraw = 215,
  kLegHour = 217,
  kAccountOpened = 218,
  kScheduledPayment = 219,  ///< entity: transaction
  kPaymentChoice = 220,     ///< permutation of what an account pays
  kPayee = 221,             ///< entity: customer; where one shops and pays bills
  kSalaried = 222,          ///< entity: account
  kOwnTransfer = 223,       ///< entity: pair between accounts of one customer
  kOwnTransferOrder = 224,  ///< permutation of a block's customers with several accounts

  // 300-399: engagement
  kEngagementRank = 300,      ///< permutation of a block: who is in contact, who complains
  kContactHabit = 301,        ///< entity: customer
  kComplaintKind = 302,       ///< permutation of a block's complaints: type and priority
  kComplaintStatus = 303,     ///< permutations of a block's complaints: status and assignment
  kComplaint = 304,           ///< entity: complaint
  kInteractionType = 305,     ///< permutations of a block's other interactions, by age of customer
  kInteractionOutcome = 306,  ///< permutations of a block's interactions, by kind
  kInteractionHandled = 307,  ///< permutations of a block's interactions, by type
  kSurveyed = 308,            ///< permutation of a block's resolved interactions
  kSurveyComment = 309,       ///< permutation of a block's surveys
  kInteraction = 310,         ///< entity: interaction, before they are put in order of time
  kInteractionText = 311,     ///< entity: interaction
  kSurvey = 312,              ///< entity: survey
  kComplaintText = 313,       ///< entity: complaint
  kCampaign = 314,            ///< entity: campaign
  kResponseRank = 315,        ///< permutation of a block: who responds to campaigns
  kResponseHabit = 316,       ///< entity: customer
  kResponseCampaign = 317,    ///< entity: customer
  kResponseDate = 318,        ///< entity: response, before they are put in order of time
  kResponseType = 319,        ///< permutations of a block's last and other responses
  kInteractionEnding = 320,   ///< entity: interaction
  kSurveyText = 321,          ///< entity: survey
  kInteractionNotes = 322,    ///< entity: interaction
  kSmallComplaint = 323,      ///< entity: interaction without a complaint on record
  kComplaintWish = 324,       ///< entity: complaint
  kResolution = 325,          ///< entity: complaint; how long it took

  // 400-499: loans; groups are blocks, entities are applications unless stated otherwise
  kApplicant = 400,          ///< permutation of a block's customers of one standing: who applies
  kApplicationStatus = 401,  ///< permutation of the applications of one standing
  kLoanLinked = 402,         ///< permutation of a block's loans that can be linked to an account
  kLoanKey = 403,            ///< places of an application among others: type, term, fate
  kLoanSecured = 404,        ///< permutation of a block's loans of one type
  kLoanGuaranteed = 405,     ///< permutation of a block's personal and business loans
  kApplication = 406,        ///< dates and amounts
  kLoan = 407,               ///< dates, rate and balance of a loan
  kCreditGrade = 408,        ///< permutation of the assessments of one group
  kAssessment = 409,
  kLoanPayments = 410,  ///< when the installments of a loan were paid
  kLoanStaff = 411,
  kRejection = 412,
  kCollateral = 413,       ///< entity: collateral item
  kGuarantor = 414,        ///< entity: guarantor
  kGuarantorKind = 415,    ///< permutation of a block's guarantors of personal loans
  kCollateralValue = 416,  ///< entity: collateral item
  kPrepayment = 417,       ///< what was paid beyond the schedule
  kPayOff = 418,           ///< when a loan was paid off
  kLoanRate = 419,
  kDelinquent = 420,  ///< who is more likely delinquent
  kReassessed = 421,  ///< who is more likely assessed again
  kMovedGrade = 422,  ///< how the grade has moved when assessed again
  kReassessment = 423,
  kFirmGuarantorKind = 424,  ///< permutation of a block's guarantors of business loans
  kCollateralType = 425,     ///< entity: collateral item
  kDefaultFate = 446,        ///< who is more likely to default
  kRefusal = 447,            ///< why an application is declined
  kPlacePrice = 448,         ///< entity: first postal code of a place; what homes cost there

  kRetirement = 477,  ///< entity: customer; when, and whose pension

  // 500-599: insurance
  kPolicyTypeOrder = 500,    ///< permutation of a block's policies of one frequency
  kPolicyStatusOrder = 501,  ///< permutation of a block's policies: which have ended
  kPolicyDates = 502,        ///< entity: policy, in the order of the quotas
  kPolicyExtra = 503,        ///< permutation: which policies are a holder's second or third
  kPolicyHolder = 504,       ///< entity: policy, in the order of the quotas
  kPolicyLinked = 505,       ///< permutation of a block's policies
  kPolicy = 506,             ///< coverage, premium, creation
  kPolicyAgent = 507,        ///< entity: customer
  kPolicyNumber = 508,       ///< permutation of all policy numbers
  kPolicyRenewal = 509,      ///< permutation of a block's policies: which renew every year
  kPolicySuspension = 510,   ///< permutation of a block's policies
  kPremiumLine = 511,        ///< permutation of a block's linked policies: method of payment
  kPremiumFailed = 512,      ///< permutation of a block's policies
  kPolicyModified = 513,     ///< permutation of the places for modifications of a block
  kPolicyEvent = 514,        ///< entity: event
  kEventPerformed = 515,     ///< permutation of a block's events
  kBeneficiary = 516,        ///< entity: policy; how the benefit is split
  kBeneficiaryPolicy = 517,  ///< permutation: which policies of other types have beneficiaries
  kBeneficiaryPlace = 518,   ///< permutation of the places for children, parents and others
  kClaimPolicy = 519,        ///< permutation of a block's policies
  kClaim = 520,              ///< entity: claim
  kClaimNumber = 521,        ///< permutation of all claim numbers
  kSecondSpouse = 522,       ///< permutation of a block's policies with beneficiaries
  kBeneficiaryPerson = 523,  ///< entity: customer and tie
  kSecondDriver = 524,       ///< entity: policy; who drives, too, one after the other
  kFurtherPolicy = 525,      ///< entity: policy, in the order of the quotas
  kClaimDate = 526,          ///< entity: claim, before they are put in order of time
  kClaimOrder = 527,         ///< entity: claim; how early it was decided
  kClaimText = 528,          ///< entity: claim
  kSuspensionReason = 529,   ///< entity: policy
  kPolicyTerm = 530,         ///< entity: policy
  kSuspension = 531,         ///< entity: policy
  kFailedPremium = 532,      ///< entity: policy
  kModificationDate = 533,   ///< entity: policy
  kBeneficiaryAge = 534,     ///< entity: place for a child, a parent or another
  kEventAgent = 535,         ///< entity: event

  // 700-799: datasets
  kBranch = 700,              ///< entity: branch
  kCardHolder = 701,          ///< permutation of a block's customers
  kCard = 702,                ///< entity: card
  kCardNumber = 703,          ///< permutation of all card numbers of a brand
  kCardBrand = 704,           ///< permutation of a block's cards
  kInvesting = 705,           ///< permutation of a block's accounts
  kInvestment = 706,          ///< entity: investment
  kOnlineHabit = 707,         ///< entity: customer
  kOnlineActivity = 708,      ///< entity: activity
  kOnlineActivityKind = 709,  ///< permutations of a block's activities, with an account or without
  kPrivacyConsent = 710,      ///< entity: customer
  kComplianceComment = 711,   ///< entity: compliance record
  kInvestmentCount = 713,     ///< permutation of a block's investing accounts
  kCardScore = 469,           ///< entity: customer whom no loan has had assessed
  kOnlineDevice = 714,        ///< entity: activity

  // 600-699: compliance
  kIdentityDocument = 600,      ///< permutation of a block: which document a customer showed
  kDocumentNumber = 601,        ///< permutation that makes document numbers unique
  kIdentity = 602,              ///< entity: customer
  kPeriodicScreening = 603,     ///< entity: customer
  kScreeningType = 604,         ///< permutation of a block's checks without a transaction
  kScreening = 605,             ///< entity: check
  kScreeningFlag = 606,         ///< entity: check
  kSuspicion = 607,             ///< entity: transaction
  kSuspicionPick = 608,         ///< permutation of a block's candidates
  kAttempt = 609,               ///< entity: customer
  kReturn = 610,                ///< entity: regulatory report
  kViolation = 611,             ///< entity: violation
  kViolationKind = 612,         ///< permutation of a block's violations
  kViolationPick = 613,         ///< permutations of a block's candidates
  kViolationStatus = 614,       ///< permutation of a block's settled violations
  kAuditCell = 615,             ///< permutation of a block's audit rows: entity and action
  kAudit = 616,                 ///< entity: audit row
  kAuditAddress = 618,          ///< entity: audit row
  kStructuring = 619,           ///< permutation of a block's accounts
  kMonitoring = 620,            ///< entity: transaction
  kFiling = 621,                ///< entity: report
  kScreeningText = 622,         ///< entity: check
  kNarrative = 623,             ///< entity: report
  kAuditActor = 624,            ///< entity: audit row
  kAttemptPick = 625,           ///< permutation of a block's customers
  kReportOpened = 626,          ///< entity: check
  kWorkplace = 627,             ///< entity: employee
  kPeriodicChoice = 628,        ///< entity: customer
  kViolatingTransaction = 629,  ///< permutation of a block's candidates
  kStructuringCase = 630,       ///< entity: account
  kOtherViolation = 631,        ///< entity: transaction
  kAuditCreated =
      465,  ///< permutations of a block's entities whose creation staff may have entered
  kAuditDeleted = 466,  ///< permutations of a block's entities that are gone
  kLoanBooked = 468,    ///< entity: loan; when on its day it was paid out
  kAuditValues = 467,   ///< permutations of a block's entities of which a column was changed

  // 800-899: history
  kLifeBegins = 800,  ///< entity: row of a table; when on its day it began
  kLife = 801,        ///< entity: row of a table; when it changed
  kDelivery = 802,    ///< entity: row of a table; when it is heard of its changes
};

}  // namespace bankseed
