/** Words for codes that stand inside a failure's data: a reason, a kind of file. */
const zh = {
  folder: '文件夹',
  link: '链接',
  other: '管道或设备',
  asked: '只要求了读',
  locked: '别的程序正在写',
  'locks-unsupported': '那里的文件系统不支持锁，如某些网络文件夹',
  'folder-read-only': '文件夹是只读的',
  missing: '文件不见了',
  'json-invalid': '不是完整的 JSON',
  'json-too-deep': 'JSON 嵌套太深',
  'json-key-repeated': 'JSON 里有重复的键',
  'json-key-forbidden': 'JSON 里有不许用的键',
  'not-utf-8': '不是 UTF-8',
  'not-a-document': '不是札记的文件',
  'hash-differs': '内容和导入时不一样了',
  'text-revision-ahead': '笔记比正文新',
  'index-held': '别的程序正在整理目录',
  'worker-ended': '整理目录的程序停了',
};

const en: Record<keyof typeof zh, string> = {
  folder: 'folder',
  link: 'link',
  other: 'pipe or device',
  asked: 'only reading was asked for',
  locked: 'another program is writing',
  'locks-unsupported': 'its file system has no locks, as some network folders do',
  'folder-read-only': 'the folder is read-only',
  missing: 'the file is gone',
  'json-invalid': 'not complete JSON',
  'json-too-deep': 'JSON nested too deeply',
  'json-key-repeated': 'a key stands twice',
  'json-key-forbidden': 'a key that is not allowed',
  'not-utf-8': 'not UTF-8',
  'not-a-document': 'not a file of Zhaji',
  'hash-differs': 'not what was imported any more',
  'text-revision-ahead': 'the notes are newer than the text',
  'index-held': 'another program is making the catalogue',
  'worker-ended': 'the program that keeps the catalogue ended',
};

/** The table of those codes, by language. */
export const termWording = { zh, en };
