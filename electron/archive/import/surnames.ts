/** Family names of one character, simplified and traditional: what makes 钱望舒 a name and 记者手记 none. */
const SINGLE =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤' +
  '滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛' +
  '林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫' +
  '乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘斜厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳' +
  '逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩' +
  '厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公佟肖闫付代仝苑岳揭原覃商门邸戢祖来税覃佘苟铁迟展冼麦幺楚帅楼';
const TRADITIONAL =
  '趙錢孫鄭馮陳衛蔣韓楊許呂張嚴華謝鄒喻竇蘇魯韋馬鳳費賀湯羅畢鄔時顧黃蕭龐紀項閔賈婁顏鍾駱盧應鄧單諸紐龔滑陸榮儲烏車寧厲劉葉龍賴喬陰聞黨譚貢勞農溫莊閻連習魚廣歐聶簡饒關遊權肖閆東師樓麥';

/** Family names of two characters. */
const DOUBLE = new Set(
  '欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 公孙 公孫 令狐 慕容 司徒 司空 夏侯 端木 百里 南宫 呼延 独孤 轩辕 宇文 長孫 长孙'.split(
    ' ',
  ),
);

const single = new Set(SINGLE + TRADITIONAL);

/** Whether `text` begins as a Chinese person's name does. */
export function startsWithSurname(text: string): boolean {
  return single.has(text.slice(0, 1)) || DOUBLE.has(text.slice(0, 2));
}

/** Whether `text` as a whole may be a Chinese person's name: a family name and one or two characters. */
export function isPersonName(text: string): boolean {
  if (!/^\p{Script=Han}{2,4}$/u.test(text)) return false;
  return DOUBLE.has(text.slice(0, 2)) ? text.length >= 3 : text.length <= 3 && single.has(text.slice(0, 1));
}
