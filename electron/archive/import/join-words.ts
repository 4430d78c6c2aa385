/**
 * The words and marks that the rules for joining look at, in simplified and traditional writing. All patterns are
 * meant for the first or the last units of a text, never for a whole one.
 */

/** What can only continue: a sentence's inner or end marks, closing brackets, per cent. */
export const CLOSING_START = /^[，。、；：？！”’）》】」』〉〕％%‰]/u;

/** （完） （记者张三） （李四摄）: what ends an article or a caption without any other mark. */
export const SIGN_OFF =
  /[（(](?:完|记者|記者|本报|本報|本刊|新华社|新華社|通讯员|通訊員|作者|据|據|摄|攝|图|圖|来源|來源|编辑|編輯|责编|責編|央视|总台)[^（）()]*[）)]$|[（(][^（）()]{0,20}[摄攝][）)]$/u;

/** （一） 1、 2. a) ① ● 第三条: what begins an item of a list. */
export const LIST_ITEM =
  /^(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,3}|[a-z])[）)、．]|\d{1,3}[.](?!\d)|[①-⑳●○•·▲△◆◇■□★☆▪*–-](?!\d)|第[一二三四五六七八九十百零\d]{1,5}[条條章节節款])/u;

/** 2023年5月10日 · 来源: a short line of these stands for itself. */
export const STAMP = /^(?:\d{4}[-年/.]|图片来源|圖片來源|图源|来源|來源)/u;

const UNITS =
  '年[底初末度来來间間]|月[份底初末]|多|余|餘|万|萬|亿|億|千|百|个|個|人|名|家|元|美元|欧元|歐元|公里|千米|米|厘米|吨|噸|公斤|千瓦|户|戶|项|項|条|條|次|年|月|日|时|時|分|秒|小时|小時|天|周|%|％|‰|平方|立方|亩|畝|公顷|公頃|辆|輛|台|件|套|所|座|处|處|场|場|种|種|类|類|倍|岁|歲|位|支|届|屆|期|只|隻|头|頭|株|度|左右|以上|以下|以来|以來';

/** A whole word that a number counts: 人, 万元, 个月, but not 人民, 天津 or 位于. */
export const UNIT_WORD = new RegExp(`^(?:${UNITS})+$`, 'u');

/** Words after which an amount must follow: 同比增长|38.6%. */
export const WANTS_NUMBER =
  /(?:增长|增長|下降|增加|减少|減少|提高|提升|上升|回落|达到?|達到?|突破|超过|超過|不足|高于|高於|低于|低於|约为|約為)$/u;

/** A range goes on: 10|—15, 3|至5. A year that follows does not: it may begin a paragraph (到2030年). */
export const RANGE_START = /^[-—~～至到](?=\s?\d)(?!\s?\d{4}年)/u;

/** Words after which a sentence cannot stop. */
export const FUNCTION_WORD =
  /(?:在|的|得|和|与|與|及|或|对|對|为|為|将|將|于|於|从|從|由|把|被|以|向|至|而|并|並|是|有|不|也|都|就|则|則|更|最|该|該|这|這|那|其|每|各|因|若|如|通过|通過|根据|根據|按照|随着|隨著|截至|包括)$/u;

/** Words that merely end like one of those, and may end a sentence. */
export const NOT_FUNCTION_WORD =
  /(?:行为|行為|作为|作為|人为|人為|目的|标的|標的|参与|參與|获得|獲得|所得|心得|难得|難得|值得|总和|總和|饱和|飽和|温和|溫和|缓和|緩和|共和|可以|难以|難以|方向|走向|动向|動向|趋向|趨向|志向|导向|導向|意向|国有|國有|所有|没有|沒有|公有|私有|特有|独有|獨有|首都|成都|古都|京都|核对|核對|比对|比對|结对|結對|派对|派對|冬至|夏至)$/u;

/** Words that no paragraph begins with: 的 (but not 的确), 等 (but not 等待), 们. */
export const CONTINUING_START =
  /^(?:的(?!士|确|確)|等(?!待|到|于|於|候|级|級|闲|閒|我|他|你|她|来|來|一)|们|們|之[一间間中下外])/u;

/** Latin prose that has not ended. */
export const LATIN_END = /[A-Za-z,;–-]$/u;
