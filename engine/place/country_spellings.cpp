// SPDX-License-Identifier: MIT
//
// Typed by hand from the headings of UN DESA's migrant stock and population prospects, UNHCR's
// population figures, the World Bank's indicators and bilateral matrices, OECD's, Eurostat's and
// ILO's tables, and Abel and Cohen's estimates of flows.
#include "engine/place/country_spellings.hpp"

#include <array>

namespace tamga::place {
namespace {

// clang-format off
constexpr auto spellings = std::to_array<Spellings>({
    {"AE", "Emirates|UAE|U.A.E.|UA Emirates"},
    {"AG", "Antigua"},
    {"AX", "Aland|Aland Is."},
    {"BA", "Bosnia|Bosnia Herzegovina|Bosnia & Herzegovina|Bosnia-Herzegovina"},
    {"BL", "St. Barthelemy|Saint Barthelemy (French part)|St. Barts"},
    {"BN", "Brunei Darussalam|Brunei Dar.|Negara Brunei Darussalam"},
    {"BO", "Bolivia (Plurinational State of)|Bolivia, Plurinational State|Plurinational State of Bolivia"},
    {"BQ", "Bonaire, Sint Eustatius and Saba|Bonaire, Saint Eustatius and Saba|Netherlands Caribbean|"
           "BES Islands|Bonaire|Bonaire, Saint Eustatius, Saba"},
    {"BS", "Bahamas, The|The Bahamas"},
    {"BY", "Byelorussia|Belorussia|Byelorussian SSR"},
    {"CC", "Cocos Islands|Keeling Islands|Cocos Keeling"},
    {"CD", "Democratic Republic of the Congo|Congo, Dem. Rep.|Dem. Rep. Congo|DRC|D.R. Congo|Zaire|"
           "Congo-Kinshasa|Congo (Kinshasa)|Congo (Dem. Rep.)|Congo DR|Dem Rep of the Congo|"
           "Congo, The Democratic Republic of the"},
    {"CF", "Central African Rep.|CAR|Central African Rep"},
    {"CG", "Congo|Congo, Rep.|Rep. of the Congo|Congo-Brazzaville|Congo (Brazzaville)|Congo Republic|"
           "Congo (Rep.)|People's Republic of the Congo"},
    {"CI", "Cote d'Ivoire|Cote dIvoire|Republic of Cote d'Ivoire|Côte d’Ivoire"},
    {"CN", "China, mainland|Mainland China|People's Republic of China|PRC|PR China|P.R. China|"
           "China (People's Republic of)|China, People's Republic"},
    {"CV", "Cabo Verde|Cape Verde Islands"},
    {"CW", "Curacao"},
    {"CZ", "Czech Republic|Czech Rep."},
    {"DE", "Federal Republic of Germany|Germany (until 1990 former territory of the FRG)"},
    {"EH", "West Sahara|Sahrawi Arab Democratic Republic"},
    {"FK", "Falkland Islands (Malvinas)|Malvinas|Falklands|Islas Malvinas"},
    {"FM", "Micronesia (Federated States of)|Micronesia, Fed. Sts.|Micronesia, Federated States of|"
           "Federated States of Micronesia|Fed. States of Micronesia|FS Micronesia|Micronesia (Fed. States)"},
    {"FO", "Faeroe Islands|Faroes|Faeroes|Faroe Is."},
    {"GB", "United Kingdom of Great Britain and Northern Ireland|UK|U.K.|Great Britain|Britain|"
           "UK of Great Britain and Northern Ireland|Great Britain and Northern Ireland"},
    {"GF", "Guyane|Guiana, French"},
    {"GM", "Gambia, The|The Gambia|Republic of The Gambia"},
    {"GN", "Guinea, Rep.|Guinea-Conakry|Guinea Conakry"},
    {"GS", "South Georgia and the South Sandwich Islands|S. Georgia and S. Sandwich Islands"},
    {"GW", "Guinea Bissau"},
    {"HK", "Hong Kong SAR|Hong Kong, China|China, Hong Kong SAR|Hong Kong SAR, China|"
           "Hong Kong Special Administrative Region of China|China, Hong Kong Special Administrative Region|"
           "Hong Kong (SAR)|Hong Kong S.A.R.|Hong Kong, SAR China|Hong Kong (China)"},
    {"HM", "Heard and McDonald Islands|Heard Island"},
    {"IE", "Republic of Ireland|Eire"},
    {"IO", "Chagos|BIOT"},
    {"IR", "Iran (Islamic Republic of)|Iran, Islamic Rep.|Islamic Republic of Iran|Persia"},
    {"KG", "Kyrgyz Republic|Kirghizia|Kirgizstan|Kyrgyz Rep.|Kirgizia"},
    {"KH", "Kampuchea|Khmer Republic|Democratic Kampuchea"},
    {"KN", "Saint Kitts & Nevis|St. Kitts and Nevis|St. Kitts-Nevis|Saint Christopher and Nevis"},
    {"KP", "Democratic People's Republic of Korea|Korea, Dem. People's Rep.|Dem. People's Rep. of Korea|"
           "Korea, Dem. Rep.|DPRK|DPR Korea|Korea, North|Korea (Dem. People's Rep.)|D.P.R. Korea|"
           "Korea, DPR|N. Korea"},
    {"KR", "Republic of Korea|Korea|Korea, Rep.|Korea, South|Korea (Rep. of)|S. Korea|Korea, Republic"},
    {"KZ", "Kazakstan"},
    {"LA", "Lao People's Democratic Republic|Lao PDR|Lao People's Dem. Rep.|Lao|Lao P.D.R.|Lao PDR (Laos)"},
    {"LY", "Libyan Arab Jamahiriya|State of Libya"},
    {"MD", "Republic of Moldova|Moldova, Rep.|Moldavia"},
    {"MF", "Saint Martin (French part)|St. Martin (French part)|St. Martin|Saint-Martin"},
    {"MK", "Macedonia|The former Yugoslav Republic of Macedonia|TFYR of Macedonia|FYROM|FYR Macedonia|"
           "Macedonia, FYR|TFYR Macedonia|Republic of North Macedonia|Macedonia (TFYR)|TFYROM"},
    {"MM", "Burma|Myanmar (Burma)|Burma (Myanmar)"},
    {"MO", "Macao|Macao SAR|China, Macao SAR|Macao SAR, China|Macao, China|"
           "China, Macao Special Administrative Region|Macau SAR|Macao Special Administrative Region|"
           "Macao (China)|Macao S.A.R."},
    {"MP", "Northern Marianas|N. Mariana Islands"},
    {"NL", "Netherlands (Kingdom of the)|Kingdom of the Netherlands|Holland"},
    {"PF", "Tahiti"},
    {"PM", "Saint-Pierre-et-Miquelon|St Pierre et Miquelon"},
    {"PN", "Pitcairn"},
    {"PS", "State of Palestine|Occupied Palestinian Territory|Palestinian Territory, Occupied|"
           "Palestinian Territories|Palestinian Territory|West Bank and Gaza|West Bank and Gaza Strip|"
           "Palestinian Authority|Palestinian|OPT|Palestine, State of|West Bank & Gaza|"
           "Gaza Strip and West Bank|Palestinians|Palestinian Auth."},
    {"RE", "Reunion|La Reunion"},
    {"RU", "Russian Federation|Russian Fed.|RSFSR"},
    {"RS", "Serbia and Kosovo: S/RES/1244 (1999)|Serbia (and Kosovo: S/RES/1244 (1999))|Serbia, Republic of"},
    {"SD", "Sudan (north)|North Sudan|Sudan, north"},
    {"SH", "St. Helena|Saint Helena|Saint Helena ex. dep.|St Helena, Ascension and Tristan da Cunha"},
    {"SJ", "Svalbard and Jan Mayen Islands|Svalbard"},
    {"SK", "Slovak Republic|Slovak Rep."},
    {"SS", "S. Sudan|South Sudan, Republic of"},
    {"ST", "Sao Tome & Principe|São Tomé and Principe|Sao Tome|Sao Tome et Principe"},
    {"SX", "Sint Maarten (Dutch part)|St. Maarten|Saint Maarten|Sint-Maarten"},
    {"SY", "Syrian Arab Republic|Syrian Arab Rep."},
    {"SZ", "Swaziland|eSwatini (Swaziland)|Kingdom of Eswatini"},
    {"TC", "Turks and Caicos|Turks & Caicos Is."},
    {"TF", "French Southern Territories|French Southern and Antarctic Territories"},
    {"TL", "East Timor|Timor Leste|Democratic Republic of Timor-Leste"},
    {"TR", "Turkey|Turkiye|Türkiye (Turkey)|Republic of Türkiye"},
    {"TT", "Trinidad|Trinidad & Tobago"},
    {"TW", "Taiwan, China|Taiwan (Province of China)|China, Taiwan Province of China|Chinese Taipei|"
           "Taiwan, Province of China|Taiwan Province of China|Taiwan Area|Taiwan POC|"
           "China, Taiwan Province|Republic of China (Taiwan)"},
    {"TZ", "United Republic of Tanzania|United Rep. of Tanzania|Tanzania, United Rep.|Tanganyika"},
    {"UM", "US Minor Outlying Islands|U.S. Minor Outlying Islands|United States Minor Outlying Is."},
    {"US", "United States of America|U.S.A.|US|U.S.|America, United States of"},
    {"VA", "Holy See|Vatican|Holy See (Vatican City State)|Vatican City State"},
    {"VC", "St. Vincent & Grenadines|St. Vincent|Saint Vincent"},
    {"VE", "Venezuela (Bolivarian Republic of)|Venezuela, RB|Bolivarian Republic of Venezuela|Venezuela, Bolivarian Rep."},
    {"VG", "Virgin Islands, British|Virgin Islands (British)|British Virgin Is."},
    {"VI", "U.S. Virgin Islands|US Virgin Islands|Virgin Islands (U.S.)|Virgin Islands, US|Virgin Islands|"
           "Virgin Islands, United States"},
    {"VN", "Viet Nam|Socialist Republic of Viet Nam|Vietnam, Socialist Republic"},
    {"WF", "Wallis and Futuna Islands|Wallis & Futuna Is."},
    {"WS", "Western Samoa|Independent State of Samoa"},
    {"XK", "Kosovo (UNSCR 1244)|Kosovo under UNSC res. 1244|Kosovo (under UNSC res. 1244)|"
           "Kosovo, Republic of|Kosovo (under United Nations Security Council Resolution 1244/99)|Kosovo*"},
    {"YE", "Yemen, Rep.|Republic of Yemen|Yemen, Republic of"},
    {"ZW", "Rhodesia|Southern Rhodesia"},
});

constexpr auto formers = std::to_array<Spellings>({
    {"was one country until 2006: Serbia and Montenegro",
     "Serbia and Montenegro|Serbia & Montenegro|Serbia-Montenegro|Montenegro and Serbia|"
     "Serbia and Montenegro (historic)|Serbia & Montenegro (historic)|State Union of Serbia and Montenegro"},
    {"was one country until 1992", "Yugoslavia|SFR Yugoslavia|Former Yugoslavia|Yugoslavia, SFR|Yugoslav SFR|"
     "Socialist Federal Republic of Yugoslavia|Yugoslavia (former)|Ex-Yugoslavia|Fed. Rep. of Yugoslavia|"
     "Federal Republic of Yugoslavia|Yugoslavia, FR|Yugoslavia, Fed. Rep."},
    {"was one country until 1993", "Czechoslovakia|Former Czechoslovakia|Czechoslovakia (former)|CSFR"},
    {"was one country until 1991", "Soviet Union|USSR|U.S.S.R.|Former Soviet Union|Former USSR|Ex-USSR|"
     "Union of Soviet Socialist Republics|USSR (former)|Soviet Union (former)"},
    {"was a country until 1990", "German Democratic Republic|East Germany|German Dem. Rep.|GDR|West Germany|"
     "Germany, East|Germany, West|Democratic Yemen|Yemen, Democratic|South Yemen|North Yemen|"
     "Yemen Arab Republic|Yemen, Dem.|Yemen, PDR|Yemen, North|Yemen, South"},
    {"was one country until 2010", "Netherlands Antilles|Dutch Antilles|Netherland Antilles|"
     "Netherlands Antilles (former)"},
    {"was one country until 2011", "Sudan (former)|Former Sudan|Sudan (pre-secession)|Sudan, former|"
     "Sudan and South Sudan|Sudan (before 2011)|Sudan (until 2011)"},
    {"was one country until 1993: Ethiopia with Eritrea", "Ethiopia (former)|Former Ethiopia|Ethiopia PDR"},
    {"is two countries: Guernsey and Jersey", "Channel Islands|Guernsey and Jersey|Jersey and Guernsey"},
    {"is two countries: Belgium and Luxembourg", "Belgium-Luxembourg|Belgium and Luxembourg"},
    {"was a trust territory until 1994", "Pacific Islands (Trust Territory)|Trust Territory of the Pacific Islands"},
    {"was a country until 1976", "South Vietnam|North Vietnam|Republic of Viet Nam|Viet Nam, Republic of|"
     "Democratic Republic of Viet Nam"},
});

constexpr std::string_view aggregates =
    "World|World, total|The World|Total|Grand total|All|All countries|Total, all countries|Overall|Sum|Subtotal|"
    "Africa|Europe|Asia|Oceania|Americas|The Americas|Latin America|Antarctic|Pacific|Eurasia|"
    "Northern Africa|Southern Africa|Eastern Africa|Western Africa|Middle Africa|Central Africa|"
    "North Africa|East Africa|West Africa|Sub-Saharan Africa|Subsaharan Africa|"
    "Eastern and Southern Africa|Africa Eastern and Southern|Africa Western and Central|"
    "East and Horn of Africa, and Great Lakes|East and Horn of Africa|West and Central Africa|Horn of Africa|"
    "North America|South America|Northern America|Southern America|Central America|Meso America|Mesoamerica|"
    "Caribbean|Latin America and the Caribbean|Latin America & Caribbean|LAC|"
    "Central Asia|Eastern Asia|East Asia|Southern Asia|South Asia|South-Eastern Asia|Southeast Asia|"
    "South-East Asia|South Eastern Asia|Western Asia|West Asia|South-Central Asia|Northern Asia|Middle East|Near East|"
    "Central and Southern Asia|Eastern and South-Eastern Asia|Western Asia and Northern Africa|"
    "Northern Africa and Western Asia|Asia and the Pacific|Asia and Pacific|East Asia & Pacific|"
    "East Asia and the Pacific|Europe & Central Asia|Middle East & North Africa|MENA|"
    "Middle East, North Africa, Afghanistan & Pakistan|Caucasus|Balkans|Western Balkans|Baltic States|"
    "Central Europe and the Baltics|"
    "Eastern Europe|Western Europe|Northern Europe|Southern Europe|Central Europe|South-Eastern Europe|"
    "Central and Eastern Europe|Eastern Europe & Central Asia|Europe and Northern America|"
    "Australia and New Zealand|Australia/New Zealand|Melanesia|Polynesia|Oceania (excluding Australia and New Zealand)|"
    "Scandinavia|Maghreb|Sahel|Gulf States|Far East|Indian Subcontinent|"
    "European Union|EU|EU-27|EU27|EU-28|EU28|EU-15|EU-25|European Union (27)|European Union - 27 countries (from 2020)|"
    "Euro area|Eurozone|European Economic Area|EEA|EFTA|European Free Trade Association|"
    "OECD|OECD members|OECD countries|Non-OECD|CIS|Commonwealth of Independent States|G7|G20|BRICS|ASEAN|"
    "MERCOSUR|ECOWAS|SADC|African Union|Arab World|Arab League|GCC|Gulf Cooperation Council|NATO|Commonwealth|"
    "Small states|Caribbean small states|Pacific island small states|Other small states|"
    "Fragile and conflict affected situations|Heavily indebted poor countries (HIPC)|"
    "IBRD only|IDA & IBRD total|IDA blend|IDA only|IDA total|Not classified|"
    "Pre-demographic dividend|Early-demographic dividend|Late-demographic dividend|Post-demographic dividend|"
    "High income|High-income countries|Upper middle income|Upper-middle-income countries|Middle income|"
    "Middle-income countries|Lower middle income|Lower-middle-income countries|Low income|Low-income countries|"
    "Low & middle income|Low and middle income countries|No income group available|High-and-upper-middle-income countries|"
    "Low-and-lower-middle-income countries|Low-and-middle-income countries|"
    "East Asia & Pacific (excluding high income)|East Asia & Pacific (IDA & IBRD countries)|"
    "Europe & Central Asia (excluding high income)|Europe & Central Asia (IDA & IBRD countries)|"
    "Latin America & Caribbean (excluding high income)|"
    "Latin America & the Caribbean (IDA & IBRD countries)|Middle East & North Africa (excluding high income)|"
    "Middle East & North Africa (IDA & IBRD countries)|South Asia (IDA & IBRD)|"
    "Sub-Saharan Africa (excluding high income)|Sub-Saharan Africa (IDA & IBRD countries)|"
    "More developed regions|More developed countries|Developed countries|Developed regions|Developed|"
    "Less developed regions|Developing countries|Developing regions|Developing|"
    "Least developed countries|Least developed countries (LDC)|Least developed countries: UN classification|"
    "Less developed regions, excluding least developed countries|Less developed regions, excluding China|"
    "Land-locked developing countries|Landlocked developing countries|Land-locked Developing Countries (LLDC)|"
    "Small island developing States|Small island developing States (SIDS)|"
    "Unknown|Unknown/other|Unknown origin|Origin unknown|Unknown country|Country unknown|Not stated|Not known|Unspecified|"
    "Not specified|Undefined|Undetermined|Not available|Missing|Not reported|Refused|"
    "Stateless|Stateless persons|Stateless person|Various|Various/Unknown|Various / Unknown|Other|Others|"
    "Other North|Other South|Others (UN)|Other countries|Other country|Other and unknown|"
    "Rest of the world|RoW|Abroad|Foreign|Foreign country|Elsewhere|International|Global|High seas|At sea|"
    "International waters|Special categories|Bunkers|Free zones|Tibetan|Tibetans|Refugees|UN Neutral Zone|"
    "Sustainable Development Goal (SDG) regions|Geographic regions|UN development groups|World Bank income groups";
// clang-format on

}  // namespace

std::span<const Spellings> country_spellings() { return spellings; }

std::span<const Spellings> former_countries() { return formers; }

std::string_view aggregate_names() { return aggregates; }

}  // namespace tamga::place
