import { CollectionError } from '../../../collections/fault.ts';
import { checkedText } from '../../checked-text.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Finding } from '../../source-record.ts';
import type { Format } from '../format.ts';
import { deletedRecords, readOaiResponse } from './response.ts';

/** A saved response of an OAI-PMH repository, in Dublin Core. */
export const oai: Format = {
  name: 'oai',
  endings: ['.xml'],
  sniff: (beginning) => beginning.startsWith('<'),
  read: readOaiFile,
};

async function* readOaiFile({ file, bytes }: SourceFile): AsyncGenerator<Finding> {
  const response = readOaiResponse(file, checkedText(file, bytes));
  let next = await response.next();
  for (; !next.done; next = await response.next()) yield { kind: 'record', record: next.value };
  const { deleted, error, resumptionToken } = next.value;
  if (error) {
    const problem = `holds the error "${error.code}: ${error.message.slice(0, 120)}", expected a list of records`;
    throw new CollectionError([{ file, line: error.line, problem }]);
  }
  if (deleted > 0) yield { kind: 'doubt', fault: deletedRecords(file, deleted) };
  if (resumptionToken !== undefined) {
    const problem = 'is not the whole list: it ends with a resumption token, so more responses belong to it';
    yield { kind: 'doubt', fault: { file, problem } };
  }
}
