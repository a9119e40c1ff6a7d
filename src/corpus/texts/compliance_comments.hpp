#pragma once

#include "corpus/phrase.hpp"

namespace bankseed::corpus {

/// compliance_comments.tsv: what the compliance dataset says about a review.
struct ComplianceComments : private TextFile {
  explicit ComplianceComments(const TextFile& file) : TextFile(file) { end(); }

  Phrases<> kyc_completed{*this, "kyc_completed"};
  Phrases<> kyc_pending{*this, "kyc_pending"};
  Phrases<> kyc_rejected{*this, "kyc_rejected"};
  Phrases<> aml_completed{*this, "aml_completed"};
  /// Completed, too: something was found, and came to nothing.
  Phrases<> aml_cleared{*this, "aml_cleared"};
  Phrases<> aml_pending{*this, "aml_pending"};
  Phrases<> aml_rejected{*this, "aml_rejected"};
  Phrases<> lgpd_completed{*this, "lgpd_completed"};
  /// Completed again: new terms were accepted.
  Phrases<> lgpd_renewed{*this, "lgpd_renewed"};
  Phrases<> lgpd_pending{*this, "lgpd_pending"};
  Phrases<> lgpd_rejected{*this, "lgpd_rejected"};
};

}  // namespace bankseed::corpus
