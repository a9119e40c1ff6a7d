#include "bank/engagement/phrases.hpp"

namespace bankseed {
namespace {

constexpr std::array<Topic, 27> kTopics = {{
    {"my online access",
     "digital support",
     Need::kNothing,
     kEverybody,
     true,
     {{{"an online login that was locked after a change of phone",
        {"Identity confirmed and login reset", "New phone registered; sign-in worked"}},
       {"a security code that does not arrive",
        {"Phone number in the record corrected; code received", "Switched to codes in the app"}},
       {"an error message when signing in on %d",
        {"Known fault of that day, explained", "Old browser; sign-in works with a new one"}}}}},
    {"the disputed card payment",
     "the disputes team",
     Need::kChecking,
     kEverybody,
     false,
     {{{"a card payment of %s to %n on %d that was not recognised, %a",
        {"Receipt of the merchant explained the entry; dispute withdrawn",
         "Provisional credit given, case %r"}},
       {"a charge of %s by %n on %d that seems to stand twice on %a",
        {"One of the two was only a reservation and has dropped off",
         "Merchant confirmed the error and returned one of them"}},
       {"a refund of %s that %n promised and that has not reached %a",
        {"Refund found as pending; posts within two working days",
         "Merchant's reference traced; refund is on its way"}}}}},
    {"my replacement card",
     "card services",
     Need::kChecking,
     kEverybody,
     true,
     {{{"a debit card lost in %c on %d, %a",
        {"Card blocked; a new one arrives within a week", "Blocked; digital card active at once"}},
       {"a worn chip on the debit card of %a",
        {"New card ordered, old one works until then", "Card printed in the branch, same number"}},
       {"a debit card that a machine kept on %d, %a",
        {"Card returned after a check", "Kept card destroyed; replacement ordered"}}}}},
    {"the hold on my deposit",
     "deposit operations",
     Need::kChecking,
     kEverybody,
     false,
     {{{"a hold on a check deposit of %m of %d, %a",
        {"Hold released after a call to the paying bank",
         "Rules on availability explained; funds are free in two working days"}},
       {"a mobile deposit of %m that was rejected on %d, %a",
        {"Image was unclear; deposited again", "Limit for mobile deposits explained and raised"}},
       {"when a deposit of %m becomes available on %a",
        {"Available on the next working day", "First part is available now, rest on %u"}}}}},
    {"my transfer",
     "the payments team",
     Need::kAccount,
     kEverybody,
     true,
     {{{"a transfer of %m sent on %d from %a that has not arrived",
        {"Trace showed that it was posted at the other bank", "Sent again, reference %r"}},
       {"a wrong account number on a transfer of %m from %a",
        {"Stopped before it left", "Recalled; money is back, reference %r"}},
       {"the daily limit for transfers from %a",
        {"Limit raised until %u", "Limit explained; larger sums can be wired"}}}}},
    {"my recurring payment",
     "the payments team",
     Need::kChecking,
     kEverybody,
     true,
     {{{"changing a recurring payment of %s to %n, %a",
        {"Changed from the next due date", "Changed and confirmed in the mailbox"}},
       {"stopping an automatic payment to %n, %a",
        {"Stop order placed, number %r", "Mandate cancelled; %n has been told"}},
       {"a monthly transfer of %m out of %a",
        {"Set up; first one on %u", "Set up in the app together"}}}}},
    {"the fee on my account",
     "the branch manager",
     Need::kAccount,
     kEverybody,
     true,
     {{{"a fee of %f on %a, dated %d",
        {"Returned once as a courtesy", "Explained with the price list; accepted"}},
       {"the monthly fee of %a, which was not waived",
        {"Rule for the waiver explained", "Moved to a plan without the fee"}},
       {"a charge of %f for another bank's cash machine on %d",
        {"Network of free machines explained", "Returned as the first one this year"}}}}},
    {"my statement",
     "document services",
     Need::kAccount,
     kEverybody,
     true,
     {{{"a missing statement of %a",
        {"Copy placed in the secure mailbox", "Printed and mailed the same day"}},
       {"paperless statements for %a",
        {"Paperless from the next cycle", "Paperless, with a notice by e-mail"}},
       {"statements of %a for a tax adviser",
        {"Twelve months sent as one file", "Certified copies made"}}}}},
    {"the rate on my savings",
     "the savings desk",
     Need::kSavings,
     kEverybody,
     true,
     {{{"the rate on %a since %d",
        {"Rates of the day explained", "Next tier of the balance explained"}},
       {"moving %m out of %a into a certificate",
        {"Certificate offered for twelve months", "Terms sent; customer decides later"}},
       {"how interest on %a is worked out",
        {"Worked out together for the last month", "Sheet with an example sent"}}}}},
    {"my certificate",
     "the savings desk",
     Need::kCd,
     kEverybody,
     false,
     {{{"renewing %a when it matures",
        {"Renewal for the same term recorded", "Instruction recorded: pay out at maturity"}},
       {"the penalty for taking %m out of %a early",
        {"Penalty quoted; customer keeps the term", "Quoted as three months' interest; accepted"}},
       {"the rate that %a will have after renewal",
        {"Rate of the day quoted", "Rates of all terms sent"}}}}},
    {"my overdraft cover",
     "the credit desk",
     Need::kChecking,
     kEverybody,
     true,
     {{{"an overdraft of %s on %a on %d",
        {"Covered the same day; fee returned", "Alerts for low balances switched on"}},
       {"linking savings to %a as cover", {"Linked at once", "Linked; transfer fee explained"}},
       {"switching off overdraft cover for card payments, %a",
        {"Switched off", "Switched off; checks are still covered"}}}}},
    {"adding a joint holder",
     "account maintenance",
     Need::kAccount,
     kPersons,
     false,
     {{{"adding a spouse to %a",
        {"Both signed; recorded", "Form sent to both for an electronic signature"}},
       {"a beneficiary for %a", {"Recorded, form %r", "Form explained and filed"}},
       {"taking an authorized user off %a",
        {"Access ended at once", "Access ended; card of the user blocked"}}}}},
    {"my change of details",
     "account maintenance",
     Need::kNothing,
     kPersons,
     true,
     {{{"a move within %c and the new address",
        {"Record updated after proof was seen", "Updated; card deliveries go there, too"}},
       {"a change of surname",
        {"Certificate seen; record and cards changed", "Recorded; new signature card filed"}},
       {"a new phone number and e-mail",
        {"Updated and confirmed by code", "Updated; alerts moved to the new number"}}}}},
    {"the loan I asked about",
     "the lending team",
     Need::kNothing,
     kPersons,
     true,
     {{{"terms of a personal loan of about %k",
        {"Rates quoted, valid for 30 days", "Link to the application sent"}},
       {"an auto loan for a car at a dealer in %c, about %k",
        {"Payment for 48 and 60 months worked out", "Appointment with a loan officer on %u"}},
       {"refinancing a loan held elsewhere, %k outstanding",
        {"Saving worked out; customer compares", "Papers that are needed listed"}}}}},
    {"the mortgage rate",
     "the mortgage desk",
     Need::kNothing,
     kPersons,
     true,
     {{{"rates for buying a home in %c",
        {"Fixed rates for 15 and 30 years quoted", "Appointment on %u at branch %b"}},
       {"how much of a deposit a first home takes",
        {"Explained with an example", "Checklist for first-time buyers sent"}},
       {"a letter of pre-approval for an offer",
        {"List of papers sent", "Letter explained; application started online"}}}}},
    {"the insurance quote",
     "the insurance desk",
     Need::kNothing,
     kPersons,
     true,
     {{{"a quote for renters insurance in %c",
        {"Quote sent, valid until %u", "Two covers compared; customer decides later"}},
       {"cover for a trip in the coming months",
        {"Travel cover explained and quoted", "Cover that comes with the card was enough"}},
       {"life cover for a family of four",
        {"Terms of 10 and 20 years quoted", "Appointment with an insurance agent on %u"}}}}},
    {"opening an account",
     "new accounts",
     Need::kNoAccount,
     kEverybody,
     true,
     {{{"opening a checking account",
        {"Products compared; customer will apply online", "Minimum balance and fees explained"}},
       {"papers needed for a savings account",
        {"List sent", "Identity on file was enough; link to the form sent"}},
       {"which account suits best",
        {"Appointment at branch %b on %u", "Choice between two plans explained"}}}}},
    {"the document you asked for",
     "the compliance team",
     Need::kNothing,
     kEverybody,
     false,
     {{{"a letter that asks for a current identity document",
        {"Copy taken and filed", "Upload in the app explained and done"}},
       {"an identity document that runs out soon",
        {"New one to be shown when it arrives; noted", "Renewed document seen and filed"}},
       {"a proof of address handed in on %d",
        {"Found and filed", "Accepted; nothing else is needed"}}}}},
    {"the suspicious message",
     "fraud prevention",
     Need::kNothing,
     kEverybody,
     false,
     {{{"a text message of %d that pretends to come from the bank",
        {"Nothing was given away; message reported", "Link had been opened; password changed"}},
       {"a caller who asked for a one-time code",
        {"Code was not given; number reported", "Alerts switched on as a precaution"}},
       {"an e-mail with a false invoice over %m",
        {"Recognised in time; sender reported", "Explained how to tell; nothing was paid"}}}}},
    {"the appointment",
     "branch %b",
     Need::kNothing,
     kEverybody,
     true,
     {{{"opening hours of branch %b around the holidays",
        {"Hours given", "Hours given; Saturday appointment booked"}},
       {"moving an appointment of next week at branch %b",
        {"Moved to %u", "Cancelled at the customer's wish"}},
       {"a document that needs a notary",
        {"Free for customers; booked for %u", "Done at the counter"}}}}},
    {"my safe deposit box",
     "branch %b",
     Need::kAccount,
     kPersons,
     false,
     {{{"renting a safe deposit box in branch %b",
        {"Small one free; contract signed", "Waiting list; customer is number three"}},
       {"a lost key of a safe deposit box",
        {"Drilling fee explained; date is %u", "Second key found in the contract file"}},
       {"access to a box for a family member",
        {"Deputy recorded", "Form for the deputy handed out"}}}}},
    {"the wire abroad",
     "the payments team",
     Need::kAccount,
     kEverybody,
     false,
     {{{"a wire abroad of %m from %a",
        {"Sent; confirmation %r", "Details of the receiving bank completed; sent"}},
       {"an incoming wire of %m for %a",
        {"Arrived this morning", "Instructions for the sender given"}},
       {"the exchange rate used for %a on %d",
        {"Rate of the day explained", "Margin on the rate explained"}}}}},
    {"my tax form",
     "document services",
     Need::kSavings,
     kPersons,
     true,
     {{{"a tax form on interest that has not arrived",
        {"Copy placed in the secure mailbox", "Mailed again to the right address"}},
       {"the interest shown on the tax form of %a",
        {"Figures agree; explained by month", "Explained: bonus counts as interest"}},
       {"where to find last year's tax form",
        {"Shown in the app", "Sent to the secure mailbox"}}}}},
    {"our payroll file",
     "the business desk",
     Need::kAccount,
     kFirms,
     false,
     {{{"a payroll file that was rejected on %d, %a",
        {"One wrong routing number; file sent again", "Cut-off missed; runs on the next day"}},
       {"same-day payroll from %a", {"Cut-off times given", "Switched on; limit is %k a day"}},
       {"a second approver for payments from %a",
        {"Added after a check of the signatories", "Form sent to the company secretary"}}}}},
    {"our card terminal",
     "merchant services",
     Need::kNothing,
     kFirms,
     false,
     {{{"a card terminal that does not settle since %d",
        {"Restarted from here; settled", "Replacement terminal on its way"}},
       {"the price of taking cards online",
        {"Offer sent, valid until %u", "Rates for a turnover of %k a month quoted"}},
       {"a chargeback of %m by a customer of the firm",
        {"Papers for the reply listed", "Reply filed with the delivery note, case %r"}}}}},
    {"our credit line",
     "business lending",
     Need::kNothing,
     kFirms,
     false,
     {{{"raising the credit line to %k",
        {"List of figures needed sent", "Covered by the existing approval; raised"}},
       {"a loan of %k for equipment",
        {"Terms of five and seven years quoted", "Visit of a loan officer on %u"}},
       {"the yearly review of the credit line",
        {"Accounts of the last year received", "Date set for %u"}}}}},
    {"the portfolio review",
     "wealth management",
     Need::kNothing,
     kWealthy,
     false,
     {{{"a meeting about the portfolio before the quarter ends",
        {"Meeting on %u at branch %b", "Video call agreed for %u"}},
       {"moving %k from deposits into investments",
        {"Proposal for three levels of risk promised for %u", "Form of the plan explained"}},
       {"a gift to the children and how to record it",
        {"Two ways explained; adviser decides with the family", "Transfer form prepared"}}}}},
}};

constexpr auto kCallOpenings =
    std::to_array<std::string_view>({"Called about ", "Phoned in about ", "Incoming call about ",
                                     "Rang about ", "Call regarding ", "By phone: "});
constexpr auto kEmailOpenings =
    std::to_array<std::string_view>({"Wrote about ", "E-mail about ", "Sent an e-mail regarding ",
                                     "By e-mail: ", "Asked in writing about "});
constexpr auto kVisitOpenings = std::to_array<std::string_view>(
    {"Came in about ", "At the counter of branch %b about ", "Visit without appointment: ",
     "Appointment at branch %b about ", "Came to branch %b with a question about "});
constexpr auto kChatOpenings = std::to_array<std::string_view>(
    {"Chat about ", "Asked %p about ", "Question %p: ", "Wrote %p about "});
constexpr auto kLineOpenings = std::to_array<std::string_view>(
    {"Automated line: ", "Self-service by phone: ", "Voice menu, "});
constexpr auto kReplyOpenings = std::to_array<std::string_view>(
    {"Answered by standard reply: ", "E-mail, automatic answer: ", "Form reply sent about "});
constexpr auto kDeskOpenings = std::to_array<std::string_view>(
    {"Self-service desk of branch %b: ", "Terminal in branch %b: "});
constexpr auto kAssistantOpenings = std::to_array<std::string_view>(
    {"Chat assistant, ", "Assistant %p: ", "Automated chat about "});

constexpr auto kCallRemarks = std::to_array<std::string_view>(
    {"Identity confirmed by code. ", "Two security questions answered. ", "Line was bad at first. ",
     "Patient caller. "});
constexpr auto kEmailRemarks = std::to_array<std::string_view>(
    {"One attachment. ", "Screenshots attached. ", "Sent from the registered address. ",
     "Long message with several points. "});
constexpr auto kVisitRemarks = std::to_array<std::string_view>(
    {"Identity document seen. ", "Came with a relative. ", "Papers copied. ", "Was in a hurry. "});
constexpr auto kChatRemarks = std::to_array<std::string_view>(
    {"Identity confirmed in the app. ", "Screenshot received. ", "Link to the help page sent. ",
     "Answered between other chats. "});

constexpr auto kEscalations = std::to_array<std::string_view>(
    {"Passed to %t, case %r.", "Beyond what can be done here; %t takes over, case %r.",
     "Handed to %t with all papers; answer due by %u.", "Case %r opened with %t.",
     "Needs a decision by %t, asked for today.", "Sent on to %t as urgent, case %r."});
constexpr auto kFollowUps = std::to_array<std::string_view>(
    {"Customer sends the missing papers by %u.", "Call back agreed for %u.",
     "To be checked with %t; customer hears by %u.", "Reminder set for %u.",
     "Waiting for the customer's decision until %u.", "Open point for %t; next step on %u."});

constexpr auto kVeryBadVerdicts = std::to_array<std::string_view>(
    {"Very disappointed with how %l was handled.", "Nobody %p could really help with %l.",
     "Far too long, and %l is still not as it should be.", "Had to explain %l three times.",
     "Poor service, I felt like a nuisance.", "What I was told %p was wrong.",
     "I had expected more from my bank.", "Not good enough: %l took days and many calls."});
constexpr auto kBadVerdicts = std::to_array<std::string_view>(
    {"It took longer than it should have to settle %l.", "Help with %l came late.",
     "So-so: %l is done, but only after I asked again.",
     "The contact %p was polite, the process is not.", "The answer about %l was hard to follow.",
     "Long wait, then a short answer.", "I had to repeat everything about %l.",
     "Settled in the end, but not smoothly."});
constexpr auto kGoodVerdicts = std::to_array<std::string_view>(
    {"Good help with %l.", "All fine, %l was settled.", "Friendly and correct %p.",
     "It went well, only a little slow.", "I got what I needed for %l.",
     "Competent answer about %l.", "No complaints, %l is done.", "Clear explanation %p."});
constexpr auto kVeryGoodVerdicts = std::to_array<std::string_view>(
    {"Excellent help with %l.", "Quick, friendly and to the point.",
     "I was surprised how fast %l was settled.", "Best service I have had %p in years.",
     "Very kind and patient with my questions about %l.", "Everything about %l solved at once.",
     "Great, thank you for sorting out %l.", "Could not have gone better %p."});

constexpr auto kVeryBadAdditions = std::to_array<std::string_view>(
    {" I am thinking of leaving.", " Nobody said sorry.", " Please call me.",
     " This must not happen again.", " I would not recommend you at the moment.", ""});
constexpr auto kBadAdditions = std::to_array<std::string_view>(
    {" Please make this simpler.", " A call back would have been nice.", " The app could do this.",
     " More staff would help.", " I hope it stays settled.", ""});
constexpr auto kGoodAdditions = std::to_array<std::string_view>(
    {" Thanks.", " The wait was acceptable.", " A little quicker would be perfect.",
     " The follow-up message was useful.", " I would do it online next time.", ""});
constexpr auto kVeryGoodAdditions = std::to_array<std::string_view>(
    {" I have told my family.", " Please pass on my thanks.", " Keep it up.",
     " That is why I stay with you.", " Five stars.", ""});

}  // namespace

std::span<const Topic> topics() noexcept {
  return kTopics;
}

Phrases openings(std::size_t type, bool handled) noexcept {
  constexpr std::array<Phrases, 4> kByPeople = {kCallOpenings, kEmailOpenings, kVisitOpenings,
                                                kChatOpenings};
  constexpr std::array<Phrases, 4> kByMachines = {kLineOpenings, kReplyOpenings, kDeskOpenings,
                                                  kAssistantOpenings};
  return handled ? kByPeople[type] : kByMachines[type];
}

Phrases remarks(std::size_t type) noexcept {
  constexpr std::array<Phrases, 4> kRemarks = {kCallRemarks, kEmailRemarks, kVisitRemarks,
                                               kChatRemarks};
  return kRemarks[type];
}

Phrases escalations() noexcept {
  return kEscalations;
}

Phrases follow_ups() noexcept {
  return kFollowUps;
}

Phrases verdicts(std::size_t mood) noexcept {
  constexpr std::array<Phrases, kMoodCount> kVerdicts = {kVeryBadVerdicts, kBadVerdicts,
                                                         kGoodVerdicts, kVeryGoodVerdicts};
  return kVerdicts[mood];
}

Phrases additions(std::size_t mood) noexcept {
  constexpr std::array<Phrases, kMoodCount> kAdditions = {kVeryBadAdditions, kBadAdditions,
                                                          kGoodAdditions, kVeryGoodAdditions};
  return kAdditions[mood];
}

}  // namespace bankseed
