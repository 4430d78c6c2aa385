import type { FailureCode } from '../contract/failure.ts';

/** What happened, what is safe, what to do: one sentence each where there is something to say. */
export const failureWording = {
  zh: {
    'archive-missing':
      '找不到资料库“{{folder}}”。没有新建，也没有改动任何文件。接上那块磁盘，或用 --archive 指定资料库所在的文件夹。',
    'archive-none': '还没有资料库。先用 import 导入一篇文章，或用 --archive 指定已有的资料库。',
    'archive-foreign': '文件夹“{{folder}}”里有别的文件，不是札记的资料库，没有在里面写任何东西。换一个空文件夹。',
    'archive-newer': '资料库“{{folder}}”由更新版本的札记写成（格式 {{schema}}），这个版本不去碰它。更新札记后再打开。',
    'archive-damaged': '资料库“{{folder}}”的 {{file}} 读不懂（{{reason}}）。文章和笔记没有改动。从备份里取回这个文件。',
    'archive-locked':
      '另一个程序正在写这个资料库：{{program}}（进程 {{pid}}，{{host}}，自 {{since}}）。这次什么也没有写。关掉它，再试一次。',
    'archive-read-only': '资料库“{{folder}}”现在只能读（{{reason}}），这次什么也没有写。',
    'archive-moved': '“{{folder}}”里现在是另一个资料库。没有改动任何文件。用 --archive 指定要用哪一个。',
    'article-missing': '资料库里没有这篇文章：{{id}}。',
    'annotation-missing': '文章里没有这条划线：{{annotation}}。',
    'document-missing': '文件不见了：{{file}}。没有用空白内容代替它。从历史版本或备份里取回。',
    'document-damaged': '文件读不懂：{{file}}（{{reason}}）。原样留着，没有改动；其他文章不受影响。',
    'document-newer': '文件由更新版本的札记写成：{{file}}。只能读，没有改动。',
    'document-foreign': '这个文件不是它名字所说的那一份：{{file}}。原样留着，没有改动。',
    'document-changed': '文件在别处改动过：{{file}}。这次没有覆盖它；再试一次，就按新的内容来。',
    'document-too-large': '内容太大，存不下：{{file}}（{{bytes}} 字节，最多 {{limit}}）。原来的内容没有改动。',
    'document-repeated': '同一篇文章有两份文件（编号 {{id}}）：{{file}}。多半是同步程序留下的副本，原样留着。',
    'file-unknown': '不是札记写的文件：{{file}}。原样留着。',
    'file-unfinished': '没有写完就中断的临时文件：{{file}}。下次打开资料库写入时会清掉。',
    'original-missing': '找不到导入时的原文件：{{file}}。文章和笔记都在，只是看不到原稿。',
    'disk-full': '磁盘满了，没有存下：{{file}}。原来的内容没有改动。腾出空间再试一次。',
    'disk-read-only': '磁盘是只读的，没有存下：{{file}}。原来的内容没有改动。',
    'disk-denied': '没有权限：{{file}}。没有改动。检查这个文件夹的权限。',
    'disk-busy': '文件正被别的程序占用：{{file}}。没有改动。关掉那个程序再试一次。',
    'disk-failed': '磁盘出错（{{error}}）：{{file}}。原来的内容没有改动。先备份，再检查磁盘。',
    'file-missing': '没有这个文件：{{file}}',
    'file-unreadable': '读不了这个文件：{{file}}（{{error}}）。检查权限。',
    'file-not-regular': '这不是普通文件（是{{kind}}），没有导入：{{file}}',
    'file-too-large': '文件太大，没有导入：{{file}}（{{bytes}} 字节，最多 {{limit}}）。把它分成几个文件。',
    'file-empty': '文件里没有文字：{{file}}',
    'file-binary': '这不是文本文件：{{file}}。目前能导入 .txt 和 .md。',
    'file-undecodable': '认不出这个文件的文字编码：{{file}}。用编辑器另存为 UTF-8 再导入。',
    'file-unsupported': '目前只能导入 .txt 和 .md：{{file}}',
    'file-too-slow': '读了 {{seconds}} 秒还没读完，没有导入：{{file}}。把它分成几个文件。',
    'article-too-long': '一篇文章有 {{length}} 字，超过 {{limit}} 字，没有导入：{{file}}。把它分成几篇。',
    'folder-missing': '没有这个文件夹：{{folder}}',
    'folder-not-empty': '文件夹不是空的：{{folder}}',
    'path-outside': '路径越出了所选的文件夹，没有写：{{file}}',
    'path-inside-archive': '这个文件夹在资料库里面，没有导出：{{file}}。换一个资料库以外的文件夹。',
    'usage-wrong': '命令写得不对：{{problem}}',
    'argument-wrong': '参数“{{argument}}”的值不对：{{value}}',
    'quote-missing': '正文里找不到这句话：“{{quote}}”。',
    'quote-ambiguous': '“{{quote}}”在正文里有 {{count}} 处。用 --occurrence 说明是第几处，或多引几个字。',
    'annotation-changed': '这条划线在别处改动过：{{annotation}}。这次没有覆盖它。',
    'block-missing': '文章里没有这一段：{{block}}',
    'join-impossible': '这一段不能和下一段接起来：{{block}}',
    'split-impossible': '这一段不能在这里断开：{{block}}',
    'unite-impossible': '这是那个文件里的第一篇，前面没有可以合起来的。用后一篇的编号：{{id}} 不是。',
    'question-missing': '文章里没有这个待确认的问题：{{question}}',
    'choice-wrong': '问题 {{question}} 没有“{{choice}}”这个答案。可选：{{choices}}',
    'undo-empty': '没有可以撤销的操作。',
    'redo-empty': '没有可以重做的操作。',
    'undo-conflict': '“{{operation}}”之后这里又改动过，跳过了它，什么也没有改动。再来一次，就轮到它之前的操作。',
    'index-failed': '目录整理出错（{{reason}}）。文章和笔记都在；运行 rebuild 重新整理。',
    'internal-error': '出了没有料到的错：{{message}}。已经保存的内容不受影响。',
  },
  en: {
    'archive-missing':
      'The archive “{{folder}}” is not there. Nothing was created or changed. Connect its disk, or name the folder with --archive.',
    'archive-none': 'There is no archive yet. Import an article first, or name an existing archive with --archive.',
    'archive-foreign':
      'The folder “{{folder}}” holds other files and is not a Zhaji archive. Nothing was written to it. Choose an empty folder.',
    'archive-newer':
      'The archive “{{folder}}” was written by a newer Zhaji (format {{schema}}); this version leaves it alone. Update Zhaji to open it.',
    'archive-damaged':
      '{{file}} of the archive “{{folder}}” cannot be read ({{reason}}). Articles and notes are unchanged. Restore this file from a backup.',
    'archive-locked':
      'Another program is writing to this archive: {{program}} (process {{pid}} on {{host}}, since {{since}}). Nothing was written. Close it and try again.',
    'archive-read-only': 'The archive “{{folder}}” can only be read now ({{reason}}). Nothing was written.',
    'archive-moved':
      '“{{folder}}” now holds another archive. Nothing was changed. Say with --archive which one to use.',
    'article-missing': 'The archive has no such article: {{id}}.',
    'annotation-missing': 'The article has no such highlight: {{annotation}}.',
    'document-missing':
      'A file is gone: {{file}}. Nothing empty was put in its place. Get it back from the history or a backup.',
    'document-damaged':
      'A file cannot be read: {{file}} ({{reason}}). It was left as it is; other articles are not affected.',
    'document-newer': 'A file was written by a newer Zhaji: {{file}}. It can only be read and was left as it is.',
    'document-foreign': 'A file is not the one its name says: {{file}}. It was left as it is.',
    'document-changed':
      'A file was changed elsewhere: {{file}}. It was not overwritten. Try again to work on its new content.',
    'document-too-large':
      'Too large to be stored: {{file}} ({{bytes}} bytes, at most {{limit}}). The content before is unchanged.',
    'document-repeated':
      'A second file of one article (id {{id}}): {{file}}. Probably the copy of a synchronising program; it was left as it is.',
    'file-unknown': 'Not a file of Zhaji: {{file}}. It was left as it is.',
    'file-unfinished':
      'A temporary file of an interrupted save: {{file}}. It goes when the archive is next opened for writing.',
    'original-missing': 'The file as imported is gone: {{file}}. The article and its notes are there.',
    'disk-full':
      'The disk is full; not stored: {{file}}. The content before is unchanged. Free some space and try again.',
    'disk-read-only': 'The disk is read-only; not stored: {{file}}. The content before is unchanged.',
    'disk-denied': 'No permission: {{file}}. Nothing was changed. Check the permissions of this folder.',
    'disk-busy': 'Another program is using this file: {{file}}. Nothing was changed. Close that program and try again.',
    'disk-failed':
      'The disk failed ({{error}}): {{file}}. The content before is unchanged. Back up, then check the disk.',
    'file-missing': 'No such file: {{file}}',
    'file-unreadable': 'This file cannot be read: {{file}} ({{error}}). Check its permissions.',
    'file-not-regular': 'Not a regular file (a {{kind}}), not imported: {{file}}',
    'file-too-large':
      'File too large, not imported: {{file}} ({{bytes}} bytes, at most {{limit}}). Divide it into several.',
    'file-empty': 'There is no text in this file: {{file}}',
    'file-binary': 'This is not a text file: {{file}}. Files of type .txt and .md can be imported.',
    'file-undecodable':
      'The text encoding of this file is not recognised: {{file}}. Save it as UTF-8 in an editor, then import it.',
    'file-unsupported': 'Only .txt and .md can be imported: {{file}}',
    'file-too-slow': 'Not read after {{seconds}} seconds, not imported: {{file}}. Divide it into several.',
    'article-too-long':
      'One article has {{length}} characters, over the limit of {{limit}}; not imported: {{file}}. Divide it into several.',
    'folder-missing': 'No such folder: {{folder}}',
    'folder-not-empty': 'The folder is not empty: {{folder}}',
    'path-outside': 'The path leads out of the chosen folder; not written: {{file}}',
    'path-inside-archive':
      'This folder lies inside the archive; nothing was exported: {{file}}. Choose a folder outside it.',
    'usage-wrong': 'The command is not right: {{problem}}',
    'argument-wrong': 'The value of “{{argument}}” is not right: {{value}}',
    'quote-missing': 'The text does not contain “{{quote}}”.',
    'quote-ambiguous':
      'The text contains “{{quote}}” {{count}} times. Say which with --occurrence, or quote a few more words.',
    'annotation-changed': 'This highlight was changed elsewhere: {{annotation}}. It was not overwritten.',
    'block-missing': 'The article has no such block: {{block}}',
    'join-impossible': 'This block cannot be joined with the next: {{block}}',
    'split-impossible': 'This block cannot be split here: {{block}}',
    'unite-impossible':
      'This is the first article of its file; there is none before it to unite it with. Name the later one, not {{id}}.',
    'question-missing': 'The article has no such open question: {{question}}',
    'choice-wrong': 'Question {{question}} has no answer “{{choice}}”. There are: {{choices}}',
    'undo-empty': 'There is nothing to undo.',
    'redo-empty': 'There is nothing to redo.',
    'undo-conflict':
      'Something was changed here after “{{operation}}”, so it was left out. Nothing was changed. Try again for the one before it.',
    'index-failed':
      'The catalogue failed ({{reason}}). Articles and notes are safe; run rebuild to make the catalogue anew.',
    'internal-error': 'Something unforeseen went wrong: {{message}}. What was saved is not affected.',
  },
} satisfies Record<'zh' | 'en', Record<FailureCode, string>>;
