import { AnnotationRequest } from '../../../shared/contract/annotation.ts';
import type { AnnotationResult } from '../../../shared/contract/annotation.ts';
import { Tag } from '../../../shared/document/marks.ts';
import { ArchiveFailure } from '../../archive/failure.ts';
import { articleId } from '../article-id.ts';
import type { Command, Host, Typed } from '../command.ts';
import { checked, option, requiredOption, sole, usage, wholeNumber } from '../typed.ts';
import { spokenKind } from '../spoken-value.ts';
import { wordFailure } from '../word-failure.ts';

/** `annotate ID --quote TEXT …`, or `annotate --batch` with one request per line of standard input. */
export const annotateCommand: Command = {
  places: [{ name: 'ID', optional: true }],
  options: ['quote', 'occurrence', 'kind', 'note', 'tag', 'batch'],
  async run(typed, host) {
    const single = typed.options.batch === undefined ? typedRequest(typed) : null;
    if (single === null) sole(typed, 'batch');
    const archive = await host.open('write');
    const { requests, failures } = single ?? (await readBatch(host));
    const done = await archive.annotate(requests);
    const result: AnnotationResult = {
      annotations: done.annotations,
      failures: [...failures, ...done.failures].sort((a, b) => a.line - b.line),
    };
    return { value: result, lines: words(result, host, single === null), isPartial: result.failures.length > 0 };
  },
};

/** Requests with the number of their line, and the lines that hold none. */
interface Requests {
  readonly requests: readonly { line: number; request: AnnotationRequest }[];
  readonly failures: AnnotationResult['failures'];
}

function typedRequest(typed: Typed): Requests {
  const [id] = typed.places;
  if (id === undefined) throw usage('usage-missing', { name: 'ID' });
  const occurrence = wholeNumber(typed, 'occurrence');
  const kind = option(typed, 'kind');
  const note = option(typed, 'note');
  const request: AnnotationRequest = {
    id: articleId(id),
    quote: checked(AnnotationRequest.shape.quote, '--quote', requiredOption(typed, 'quote')),
    ...(occurrence === undefined ? {} : { occurrence }),
    ...(kind === undefined ? {} : { kind: spokenKind('--kind', kind) }),
    ...(note === undefined ? {} : { note }),
    tags: (typed.options.tag ?? []).map((tag) => checked(Tag, '--tag', tag.trim().replace(/^#/u, ''))),
  };
  return { requests: [{ line: 1, request }], failures: [] };
}

/** A line that is not a request becomes a failure of its own; the others go on. */
async function readBatch(host: Host): Promise<Requests> {
  const requests: { line: number; request: AnnotationRequest }[] = [];
  const failures: AnnotationResult['failures'] = [];
  let line = 0;
  for await (const text of host.input()) {
    line += 1;
    if (text.trim() === '') continue;
    try {
      requests.push({ line, request: requestOf(text) });
    } catch {
      failures.push({
        line,
        ...new ArchiveFailure('argument-wrong', { argument: '--batch', value: text.slice(0, 200) }).toValue(),
      });
    }
  }
  return { requests, failures };
}

function requestOf(text: string): AnnotationRequest {
  const value: unknown = JSON.parse(text);
  return AnnotationRequest.parse(value);
}

function words({ annotations, failures }: AnnotationResult, { say }: Host, isBatch: boolean): string[] {
  return [
    ...annotations.map(({ id, kind, quote }) =>
      say('command.annotated', { id, kind: say(`command.kind-${kind}`), quote }),
    ),
    ...failures.map((failure) => {
      const message = wordFailure(failure, say);
      return isBatch ? say('command.annotate-failure', { line: failure.line, message }) : message;
    }),
  ];
}
