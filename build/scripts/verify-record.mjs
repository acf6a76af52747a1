// npm run verify-record -- FILE: checks a meeting's record, and says what is wrong and what the votes came to.
import { readFileSync } from 'node:fs'
import { verifyRecord } from '../../app/protocol/record/verify-record.ts'
import { hashCode } from '../../app/protocol/kernel/hash-code.ts'
import { resultSentence } from '../../app/domain/voting/result-sentence.ts'

const [file] = process.argv.slice(2)
if (!file) {
  console.error('npm run verify-record -- FILE')
  process.exit(2)
}
let value
try {
  value = JSON.parse(readFileSync(file, 'utf8'))
} catch (fault) {
  console.error(`This file cannot be read as a record: ${fault.message}`)
  process.exit(2)
}
const verdict = verifyRecord(value)
console.log(`${verdict.entries} entries`)
for (const { person, head } of verdict.seals) console.log(`sealed by ${person}: ${hashCode(head, 16)}`)
for (const { poll, result } of verdict.polls) {
  const outcome =
    result.kind === 'motion'
      ? resultSentence(result, 'en')
      : [...result.votes].map(([id, votes]) => `${id}: ${votes}`).join(', ')
  console.log(`${poll.question.title}: ${outcome}`)
}
for (const { seq, kind, detail } of verdict.faults) console.error(`entry ${seq}: ${kind} ${detail}`)
if (verdict.faults.length > 0) console.log(`The record has ${verdict.faults.length} faults.`)
else if (verdict.isSealed) console.log('The record is sound.')
else console.log('Every entry is sound, but the record is not sealed: entries may be missing at its end.')
process.exit(verdict.faults.length === 0 ? 0 : 1)
