#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace bankseed::corpus {

/// What is publicly known of a state, written down independently of the data files.
struct StateFacts {
  std::string_view state;
  std::string_view postal_prefixes;  // Ranges of three digits, both ends included.
  std::string_view area_codes;
};

inline constexpr std::array<StateFacts, 51> kStates = {{
    {"AK", "995-999", "907"},
    {"AL", "350-369", "205 251 256 334 659 938"},
    {"AR", "716-729", "479 501 870"},
    {"AZ", "850-865", "480 520 602 623 928"},
    {"CA", "900-961",
     "209 213 279 310 323 341 408 415 424 442 510 530 559 562 619 626 628 650 657 "
     "661 669 707 714 747 760 805 818 820 831 840 858 909 916 925 949 951"},
    {"CO", "800-816", "303 719 720 970 983"},
    {"CT", "060-069", "203 475 860 959"},
    {"DC", "200-205", "202 771"},
    {"DE", "197-199", "302"},
    {"FL", "320-349",
     "239 305 321 352 386 407 448 561 656 689 727 754 772 786 813 850 863 904 941 "
     "954"},
    {"GA", "300-319 398-399", "229 404 470 478 678 706 762 770 912 943"},
    {"HI", "967-968", "808"},
    {"IA", "500-528", "319 515 563 641 712"},
    {"ID", "832-838", "208 986"},
    {"IL", "600-629", "217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872"},
    {"IN", "460-479", "219 260 317 463 574 765 812 930"},
    {"KS", "660-679", "316 620 785 913"},
    {"KY", "400-427", "270 364 502 606 859"},
    {"LA", "700-714", "225 318 337 504 985"},
    {"MA", "010-027", "339 351 413 508 617 774 781 857 978"},
    {"MD", "206-219", "227 240 301 410 443 667"},
    {"ME", "039-049", "207"},
    {"MI", "480-499", "231 248 269 313 517 586 616 679 734 810 906 947 989"},
    {"MN", "550-567", "218 320 507 612 651 763 952"},
    {"MO", "630-658", "235 314 417 557 573 636 660 816 975"},
    {"MS", "386-397", "228 601 662 769"},
    {"MT", "590-599", "406"},
    {"NC", "270-289", "252 336 472 704 743 828 910 919 980 984"},
    {"ND", "580-588", "701"},
    {"NE", "680-693", "308 402 531"},
    {"NH", "030-038", "603"},
    {"NJ", "070-089", "201 551 609 640 732 848 856 862 908 973"},
    {"NM", "870-884", "505 575"},
    {"NV", "889-898", "702 725 775"},
    {"NY", "100-149",
     "212 315 332 347 516 518 585 607 631 646 680 716 718 838 845 914 917 929 934"},
    {"OH", "430-459", "216 220 234 283 326 330 380 419 440 513 567 614 740 937"},
    {"OK", "730-749", "405 539 572 580 918"},
    {"OR", "970-979", "458 503 541 971"},
    {"PA", "150-196", "215 223 267 272 412 445 484 570 582 610 717 724 814 835 878"},
    {"RI", "028-029", "401"},
    {"SC", "290-299", "803 839 843 854 864"},
    {"SD", "570-577", "605"},
    {"TN", "370-385", "423 615 629 731 865 901 931"},
    {"TX", "750-799",
     "210 214 254 281 325 346 361 409 430 432 469 512 682 713 726 737 806 817 830 "
     "832 903 915 936 940 945 956 972 979"},
    {"UT", "840-847", "385 435 801"},
    {"VA", "201-201 220-246", "276 434 540 571 686 703 757 804 826 948"},
    {"VT", "050-059", "802"},
    {"WA", "980-994", "206 253 360 425 509 564"},
    {"WI", "530-549", "262 274 353 414 534 608 715 920"},
    {"WV", "247-268", "304 681"},
    {"WY", "820-831", "307"},
}};

/// What is publicly known of a city.
struct CityFacts {
  std::string_view city;
  std::string_view state;
  std::string_view postal_prefix;
  std::string_view area_codes;
};

inline constexpr std::array<CityFacts, 50> kLargeCities = {{
    {"New York", "NY", "100", "212 332 646 917"},
    {"Brooklyn", "NY", "112", "347 718 929"},
    {"Los Angeles", "CA", "900", "213 310 323 424"},
    {"Chicago", "IL", "606", "312 773 872"},
    {"Houston", "TX", "770", "281 346 713 832"},
    {"Phoenix", "AZ", "850", "480 602 623"},
    {"Philadelphia", "PA", "191", "215 267 445"},
    {"San Antonio", "TX", "782", "210 726"},
    {"San Diego", "CA", "921", "619 858"},
    {"Dallas", "TX", "752", "214 469 972"},
    {"San Jose", "CA", "951", "408 669"},
    {"Austin", "TX", "787", "512 737"},
    {"Jacksonville", "FL", "322", "904"},
    {"San Francisco", "CA", "941", "415 628"},
    {"Columbus", "OH", "432", "380 614"},
    {"Fort Worth", "TX", "761", "682 817"},
    {"Indianapolis", "IN", "462", "317 463"},
    {"Charlotte", "NC", "282", "704 980"},
    {"Seattle", "WA", "981", "206"},
    {"Denver", "CO", "802", "303 720"},
    {"Washington", "DC", "200", "202 771"},
    {"Boston", "MA", "021", "617 857"},
    {"El Paso", "TX", "799", "915"},
    {"Nashville", "TN", "372", "615 629"},
    {"Detroit", "MI", "482", "313"},
    {"Oklahoma City", "OK", "731", "405 572"},
    {"Portland", "OR", "972", "503 971"},
    {"Las Vegas", "NV", "891", "702 725"},
    {"Memphis", "TN", "381", "901"},
    {"Louisville", "KY", "402", "502"},
    {"Baltimore", "MD", "212", "410 443 667"},
    {"Milwaukee", "WI", "532", "414"},
    {"Albuquerque", "NM", "871", "505"},
    {"Tucson", "AZ", "857", "520"},
    {"Fresno", "CA", "937", "559"},
    {"Sacramento", "CA", "958", "916 279"},
    {"Kansas City", "MO", "641", "816"},
    {"Atlanta", "GA", "303", "404 470 678 770"},
    {"Omaha", "NE", "681", "402 531"},
    {"Miami", "FL", "331", "305 786"},
    {"Minneapolis", "MN", "554", "612 763 952"},
    {"New Orleans", "LA", "701", "504"},
    {"Cleveland", "OH", "441", "216 440"},
    {"Honolulu", "HI", "968", "808"},
    {"Anchorage", "AK", "995", "907"},
    {"Boise", "ID", "837", "208"},
    {"Richmond", "VA", "232", "804"},
    {"Salt Lake City", "UT", "841", "385 801"},
    {"Buffalo", "NY", "142", "716"},
    {"Spokane", "WA", "992", "509"},
}};

/// Whether the state has ZIP codes that begin with these three digits.
inline bool has_postal_prefix(std::string_view state, std::string_view prefix) {
  return std::any_of(kStates.begin(), kStates.end(), [=](const StateFacts& facts) {
    if (facts.state != state) return false;
    // Each range is written "350-369", a blank between ranges.
    for (std::size_t i = 0; i < facts.postal_prefixes.size(); i += 8) {
      if (facts.postal_prefixes.substr(i, 3) <= prefix &&
          prefix <= facts.postal_prefixes.substr(i + 4, 3)) {
        return true;
      }
    }
    return false;
  });
}

/// Whether the area code serves the state.
inline bool has_area_code(std::string_view state, std::string_view area_code) {
  return std::any_of(kStates.begin(), kStates.end(), [=](const StateFacts& facts) {
    return facts.state == state && facts.area_codes.find(area_code) != std::string_view::npos;
  });
}

}  // namespace bankseed::corpus
