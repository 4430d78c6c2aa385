/**
 * Papers, agencies and sites that sign news, so that "新华社北京7月3日电" divides after 新华社. A name that is not here is
 * still known by its ending (`OUTLET`). Longer names stand before names that they begin with.
 */
export const KNOWN_OUTLETS: readonly string[] = [
  // agencies and their sites
  '新华社',
  '新華社',
  '新华网',
  '新华每日电讯',
  '中国新闻网',
  '中国新闻社',
  '中新社',
  '中新网',
  '中央社',
  '路透社',
  '法新社',
  '美联社',
  '共同社',
  '塔斯社',
  // national papers
  '人民日报海外版',
  '人民日报',
  '光明日报',
  '经济日报',
  '工人日报',
  '中国青年报',
  '中青报',
  '科技日报',
  '法治日报',
  '农民日报',
  '解放军报',
  '经济参考报',
  '中国证券报',
  '上海证券报',
  '证券时报',
  '证券日报',
  '第一财经日报',
  '第一财经',
  '每日经济新闻',
  '21世纪经济报道',
  '中国经营报',
  '经济观察报',
  '环球时报',
  '参考消息',
  '学习时报',
  '求是',
  '半月谈',
  '瞭望',
  // broadcasters and sites
  '中央广播电视总台',
  '总台央视',
  '央视新闻',
  '央视网',
  '央视',
  '央广网',
  '国际在线',
  '人民网',
  '光明网',
  '中国网',
  '中国政府网',
  '澎湃新闻',
  '界面新闻',
  '新京报',
  '南方都市报',
  '南方日报',
  '南方周末',
  '北京日报',
  '解放日报',
  '文汇报',
  '新民晚报',
  '财新',
  // in English
  'Xinhua',
  'China Daily',
  'Global Times',
  'CGTN',
  // in traditional characters
  '大公報',
  '文匯報',
  '明報',
  '星島日報',
  '香港商報',
  '聯合報',
  '中國時報',
  '經濟日報',
  '澳門日報',
];

/** "This paper": an outlet that does not say its name. */
export const SELF_OUTLETS: readonly string[] = ['本报', '本報', '本刊', '本台', '本社', '本网', '本網'];

/** What the name of an outlet ends with. */
const ENDINGS =
  '日报|晚报|早报|晨报|时报|商报|都市报|导报|周报|周刊|日報|晚報|早報|時報|商報|周報|週刊|新闻网|新聞網|通讯社|通訊社|电视台|電視台|广播台|客户端|融媒体|财经|财讯|在线|新闻|新聞|报|報|网|網|社|台';

const known = [...KNOWN_OUTLETS].sort((a, b) => b.length - a.length).join('|');

/** Source of a pattern for an outlet's name: a known one, or two to eight characters and a telling ending. */
export const OUTLET = `(?:${known}|\\p{Script=Han}{2,8}?(?:${ENDINGS}))`;

/** Source of a pattern for 本报 and its like. */
export const SELF = `(?:${SELF_OUTLETS.join('|')})`;

/** Whether `text` as a whole is an outlet's name: 新能源产业观察网, but not 7月3日. */
export function isOutlet(text: string): boolean {
  return text.length <= 20 && WHOLE_OUTLET.test(text);
}

const WHOLE_OUTLET = new RegExp(`^${OUTLET}$`, 'u');
