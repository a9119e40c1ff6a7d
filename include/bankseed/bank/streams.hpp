#pragma once

#include "bankseed/core/random.hpp"

namespace bankseed {

/// Every draw site of the bank. The numbers are part of the output: append, never renumber, never
/// reuse. Each domain has a hundred of its own.
enum class Stream : std::uint32_t {
  // 1-99: employees
  kEmployee = 1,            ///< hire date and salary
  kEmployeeTerminated = 2,  ///< permutation: who has left
  kEmployeeName = 3,
  kEmployeeManager = 4,
  kReviewRating = 5,  ///< permutation: which rating a review gives
  kReview = 6,
  kTrainingStatus = 7,  ///< permutation: which records are not completed
  kTraining = 8,        ///< entity: training record
  kTrainingProgram = 9,
  kTrainingCertification = 10,  ///< permutation: which programs certify
  kDepartment = 11,
  kAssignment = 12,  ///< entity: assignment
  kTrainingCount = 13,
  kReviewCount = 14,
  kBranchPlace = 16,
  kEmployeeRole = 17,  ///< role within managers and specialists

  // 100-199: customers
  kCustomerRank = 100,  ///< permutation of a block: status and number of accounts
  kCustomerCreated = 101,
  kCustomerName = 102,
  kCustomerBirth = 103,
  kCustomerEmail = 104,    ///< permutation of the bank: number that makes the address unique
  kCustomerContact = 105,  ///< place, phone, postal address
  kSegmentRisk = 106,      ///< permutation of a block
  kKyc = 107,              ///< permutation of a block's recent, and of its other customers
  kAgent = 108,            ///< permutation of a block: who has an agent, and a portfolio
  kAgentPick = 109,
  kCustomerBranch = 110,
  kCustomerUpdated = 111,

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
  kAccountHabit = 212,  ///< employer, salary, payees of an account
  kRelationship = 213,  ///< permutation of a block's holders
  kRelationshipType = 214,
  kRelationshipDraw = 215,
  kLegHour = 217,

  // 300-399: engagement; 400-499: loans; 500-599: insurance; 600-699: compliance;
  // 700-799: datasets
};

}  // namespace bankseed
