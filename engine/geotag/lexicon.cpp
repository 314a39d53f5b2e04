// SPDX-License-Identifier: MIT
#include "engine/geotag/lexicon.hpp"

#include <array>
#include <string>
#include <unordered_map>

namespace tamga::geotag {
namespace {

struct Words {
    std::uint32_t of;
    std::string_view list;  ///< Folded, parted by spaces.
};

constexpr std::array<Words, 24> lists{{
    {word_locative,
     "in at near from to into across throughout outside inside around toward towards via within "
     "beyond along off around between onto through"},
    {word_locative | word_from, "from leaving"},
    {word_locative | word_to, "to into toward towards reached reaching for"},
    {word_relation, "of for and with by on over or against between than but versus vs"},
    {word_title,
     "mr mrs ms miss dr prof professor sir lord lady dame gov sen rep president judge justice "
     "sheriff sgt sergeant lt lieutenant capt captain col colonel gen general maj major officer "
     "detective constable rev father pope king queen prince princess saint coach chief ceo "
     "chairman secretary minister pastor imam sheikh actor actress singer author senator "
     "congressman congresswoman councillor spokesman spokeswoman attorney"},
    {word_office,
     "mayor gov governor sen senator premier president prime minister mp mla rep council "
     "chancellor king queen police attorney sheriff coach ambassador embassy government officials "
     "foreign interior defence defense deputy vice state authorities parliament congress senate"},
    {word_body,
     "university college school institute academy hospital clinic police department times post "
     "herald tribune journal news gazette star sun globe mail press church cathedral club fc "
     "united city's association society foundation corporation corp inc ltd llc plc company co "
     "bank group airlines airways railway hotel museum library theatre theater party "
     "union league council committee commission agency authority office bureau court "
     "center centre stadium arena park street st road rd avenue ave boulevard blvd drive lane "
     "square bridge tower building house hall plaza mall market festival cup games open "
     "championship marathon prize award act treaty protocol declaration accord agreement "
     "jr sr iii ii oilers flames jets bulls lions eagles giants dodgers yankees rangers "
     "raiders cowboys wildcats tigers bears knights broncos seahawks saints"},
    {word_direction,
     "north south east west northern southern eastern western central northeast northwest "
     "southeast southwest northeastern northwestern southeastern southwestern upper lower "
     "downtown midtown upstate greater mid rural inner outer suburban metropolitan "
     "северный южный восточный западный севере юге востоке западе"},
    {word_says,
     "said says told tells added adds wrote writes explained noted stated replied asked insisted "
     "recalled testified admitted joked tweeted argued thinks thought believes believed was has "
     "had is who whose he she himself herself born died married"},
    {word_particle,
     "of the and de la las los del du des el al on upon sur in do da dos das le les en am an der "
     "den di y und bei na nad над на"},
    {word_article, "the"},
    {word_terrain,
     "county river lake island islands province region district state valley mountain mountains "
     "peninsula coast bay beach creek airport village town city township parish borough "
     "prefecture governorate oblast raion rayon territory border desert strait gulf sea ocean "
     "область области район районе край"},
    {word_place_of,
     "city town village municipality province state region district county island port capital "
     "suburb neighborhood neighbourhood republic hamlet town's community area streets outskirts "
     "city's cities towns villages городе город село селе деревня посёлок поселок"},
    {word_calendar,
     "monday tuesday wednesday thursday friday saturday sunday january february march april may "
     "june july august september october november december jan feb mar apr jun jul aug sept oct "
     "nov dec today yesterday"},
    {word_motion,
     "moved moves moving move travelled traveled travels travelling traveling travel went goes go "
     "going fled flees fleeing migrated migrate migrates migrating emigrated returned returns "
     "return returning left leaves leave flew drove walked came come arrived journeyed journey "
     "relocated relocate relocating trafficked deported sent brought taken headed heading trek "
     "trekked sailed crossed set "
     "уехал уехала уехали поехал поехала поехали переехал переехала переехали приехал приехала "
     "приехали вернулся вернулась вернулись отправился отправилась отправились едет едут выехал "
     "выехала выехали улетел улетела кетти кеткен келди келген барды барган кочуп көчүп көчкөн "
     "кайтты кайткан учуп жөнөдү"},
    {word_locative | word_from, "из с со от"},
    {word_locative | word_to, "в во на до"},
    {word_locative, "под около возле близ через"},
    {word_relation, "и о об для между жана менен"},
    {word_title,
     "г господин госпожа президент министр генерал доктор профессор судья король королева "
     "президенти мырза айым"},
    {word_body, "университет институт школа больница банк газета завод театр университети"},
    {word_says, "сказал сказала говорит рассказал рассказала заявил заявила сообщил сообщила деди"},
    {word_plain,
     "the a an this that these those it its he she they we you i but and or if when while where "
     "what which who why how as at by for from in into of on to with after before since during "
     "because although however meanwhile there here his her their our my your no not yes one two "
     "three four five six seven eight nine ten many most some several all both each every other "
     "another such only even just also then than so yet still now new more less much very most "
     "people police officials authorities residents under over between against among about "
     "according despite amid unlike un ok nhs who ba cn god lord christmas easter"
     " internet like near once until unless through throughout across "
     "в на и но он она они мы вы это эта этот так как когда где что если после до из за для при "
     "мой моя мое мои потом дорога его ее их наш наша наши ваш анын менин сенин биздин "
     "тогда там здесь теперь вчера сегодня весной летом осенью зимой студенты "
     "по от бул ал алар биз мен сен эми"},
    {word_plain, "former late then current"},
}};

}  // namespace

std::uint32_t word_classes(std::string_view folded) {
    static const std::unordered_map<std::string_view, std::uint32_t> table = [] {
        std::unordered_map<std::string_view, std::uint32_t> result;
        for (const auto& [of, list] : lists) {
            for (std::size_t begin = 0; begin < list.size();) {
                const std::size_t end = std::min(list.find(' ', begin), list.size());
                result[list.substr(begin, end - begin)] |= of;
                begin = end + 1;
            }
        }
        return result;
    }();
    const auto found = table.find(folded);
    return found == table.end() ? 0 : found->second;
}

}  // namespace tamga::geotag
