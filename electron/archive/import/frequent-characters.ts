/** The characters that make up about four fifths of any Chinese news text, simplified or the same in both scripts. */
const SIMPLIFIED =
  '国的中发在大和人全一会新展作日业年地进动方同化主为行平家建要加部合工出等民实了成高共强以重力开月近产天生总持对上关个多推有区时今体习代政长设来是现经表务面党机员不提增议系通能示军文前美将运好量理保到各领斯定续目水学统深' +
  '我两交公路利安入委道市制北万与治用际度海过自俄心分向次于调特坚济指战下第数事场外基联资法社记正题色科当造席导明期点亚创十电西克更书式性项举南程技内企比布施流本局农这组带义质立活已应防台间域计支界信达源广亿升首世护元育' +
  '最州供相快东就称村江三步协京据报后列品问决物们服团门集球任互研届华金得构放及受从至车位里气改教稳线队规火结院复精态击者尔罗情超打取断完小装视级求之落空积标山意传略二其并优口思起众投商引管城论办境解四名愿种节备约风' +
  '想省收着消拉势接策河群可常把专贸航参显效术确织极突促双型灾此环也还命神医网她非游做继预费旅都果责边查类维准历批案干族速核转处件划武青德铁融欧础志访见史所友营验乡越助救客他你它那说很没么什吗吧呢啊去看知候昨少老左右头' +
  '手走回给被让或但而因如虽然县司先女男孩子话票钱百千五六七八九';

/** The shapes that only traditional writing gives to the same characters. */
const TRADITIONAL =
  '國發會業進動為實強開產總對關個區時體習長設來現經務黨機員議軍將運領續學統兩萬與際過於調堅濟戰數場聯資記題當導點亞創電書項舉內農這組帶義質應臺間計達廣億護東稱協據報後問決們團門屆華構從車裡裏氣穩線隊規結復擊爾羅斷' +
  '裝視級積標傳並優眾論辦願種節備約風興著勢專貿參顯術確織極雙災環還馬醫網遊繼預費貫責邊類維準歷幹轉處劃鐵歐礎訪見營驗鄉說沒麼嗎頭給讓雖縣話錢佔爭則餘號衛獲監險醒銀輸';

const PUNCTUATION = '，。、；：？！（）《》「」『』“”　';

const FREQUENT = new Set(SIMPLIFIED + TRADITIONAL + PUNCTUATION);

/** How many of the first `limit` non-ASCII units of `text` are frequent in Chinese print, and how many there were. */
export function countFrequent(text: string, limit: number): { frequent: number; seen: number } {
  let frequent = 0;
  let seen = 0;
  for (let at = 0; at < text.length && seen < limit; at += 1) {
    if (text.charCodeAt(at) < 0x80) continue;
    seen += 1;
    if (FREQUENT.has(text.charAt(at))) frequent += 1;
  }
  return { frequent, seen };
}
