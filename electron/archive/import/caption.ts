/** A caption has at most so many UTF-16 units and two sentences. */
const LONGEST = 160;

/** Credits at the end of a caption; the group is who took the picture. Longer forms first. */
const CREDITS = [
  /(?:新华社|中新社|人民网|[\p{Script=Han}]{0,8}(?:社|报|网))?(?:发|图片)[（(]\s?([^（）()\s摄]{2,12}(?:[、 ][^（）()\s摄]{2,12}){0,2})\s{0,2}[摄攝][）)]$/u,
  /(?:[\p{Script=Han}]{2,12}?|本报)?(?:摄影)?(?:记者|記者|通讯员)[\s　:：]{0,3}([\p{Script=Han}·]{2,12}(?:[、\s　][\p{Script=Han}·]{2,12}){0,2})[\s　/／]{0,3}(?:摄影报道|摄|攝)[）)]?$/u,
  /(?:^|[\s　。（(])((?:\p{Script=Han}[\s　])?\p{Script=Han}{1,6})[\s　/／]{0,3}[摄攝][（(](?:影像中国|人民视觉|视觉中国|人民图片|新华社发)[）)]$/u,
  /[。（(](\p{Script=Han}[\s　]\p{Script=Han})[\s　/／]{0,3}[摄攝][）)]?$/u,
  /[\s　。（(]([\p{Script=Han}·]{2,6})[\s　/／]{0,3}[摄攝][）)]?$/u,
  /[\s　。（(]([\p{Script=Han}]{2,16})供图[）)]?$/u,
  /[（(](?:摄影|图片来源|图源|图片)[:：/][\s　]?([^（）()]{2,20})[）)]$/u,
  /[\s　。（(]((?:视觉中国|新华社发|中新社发|IC photo))[）)]?$/iu,
];

/** Words at the start that only a caption has: 图为… 上图：… 右图　… 图②： 资料图： (图为什么 asks). */
const OPENING =
  /^(?:[▲△▼]\s?|图\s?[一二三四五六七八九十\d①②③④⑤⑥⑦⑧⑨]{0,2}\s?(?:[:：]|为(?![什何谁了]))|[上下左右]图(?:[:：，\s　]|为(?![什何谁了]))|[（(][上下左右]图[）)]|题图[:：]|图片说明[:：]|图说[:：]|資料圖|资料图|配图[:：])/u;

/** The number of a picture, alone: ① */
const PICTURE_NUMBER = /^[①-⑳]$/u;

/** A numbered chart or table: what stands below it as 来源 is its own source. */
const CHART = /^[图表]\s?\d{1,2}(?:[-—.]\d{1,2})?[\s　:：]/u;

/** Whether a caption names a chart or a table by its number: 图1：出货量变化. */
export function isChart(caption: string): boolean {
  return CHART.test(caption);
}

/** Words at the end that are a credit, without saying whose. */
const PHOTO_END = /(?:（资料图片?）|\(资料图片?\)|（资料照片）|（无人机照片）|（拼版照片）|新华社发|视觉中国)$/u;

/** Whether the line itself says that it belongs to a picture. "…拍摄" at the end of prose does not. */
export function isCaption(line: string): boolean {
  if (line.length > LONGEST || (line.match(/[。！？]/gu)?.length ?? 0) > 2) return false;
  if (OPENING.test(line) || CHART.test(line)) return line.length >= 6;
  if (PICTURE_NUMBER.test(line)) return true;
  return PHOTO_END.test(line) || CREDITS.some((credit) => credit.test(line) && !/(?:拍|航|实)摄$/u.test(line));
}

/** Who took the picture, where the caption says so. */
export function creditOf(caption: string): string | null {
  const tail = caption.slice(-60);
  for (const credit of CREDITS) {
    const name = credit.exec(tail)?.[1];
    if (name !== undefined) return name.trim().replace(/^(\p{Script=Han})[\s　](?=\p{Script=Han}$)/u, '$1');
  }
  return null;
}

const DATE_LED = /^(?:\d{4}年)?\d{1,2}月\d{1,2}日[，,]/u;

/** "6月2日，工人在车间里组装样品。": one sentence led by a day, as picture stories write under each picture. */
export function isDateLedSentence(line: string): boolean {
  return line.length <= 130 && DATE_LED.test(line) && (line.match(/[。！？]/gu)?.length ?? 0) <= 1;
}

/** The day that leads a caption: "6月2日". */
export function leadingDay(line: string): string | null {
  return DATE_LED.exec(line)?.[0].slice(0, -1) ?? null;
}
