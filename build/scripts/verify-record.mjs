// npm run verify-record -- FILE [RECEIPTS]: checks a meeting's record, and says what is wrong and what the votes came to; with a
// voter's receipts also what became of their ballots. Signatures and proofs are shared among the processor's cores.
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { joinVerdicts, verifyShare } from '../../app/protocol/record/verify-record.ts'
import { checkReceipts, receiptsSchema } from '../../app/protocol/record/check-receipts.ts'
import { hashCode } from '../../app/protocol/kernel/hash-code.ts'
import { pollSentence, rowCounts, rowSentence } from '../../app/domain/voting/result-sentence.ts'

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (fault) {
    console.error(`This file cannot be read: ${fault.message}`)
    process.exit(2)
  }
}

const verifyBeside = (share, file) =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { file, share } })
    worker.once('message', resolve)
    worker.once('error', reject)
  })

function linesOf({ poll, result }) {
  const label = (id) => poll.question.options.find((option) => option.id === id)?.label ?? id
  const sentence = pollSentence(poll.question, result, 'en')
  const rows =
    result.kind === 'each'
      ? result.rows.map((row) => `  ${label(row.id)}: ${rowCounts(row, 'en')}. ${rowSentence(row, 'en')}`)
      : result.kind === 'options'
        ? [...result.votes].map(([id, votes]) => `  ${label(id)}: ${votes}`)
        : []
  return [`${poll.question.title}${sentence ? `: ${sentence}` : ''}`, ...rows]
}

async function main() {
  const [file, receiptsFile] = process.argv.slice(2)
  if (!file) {
    console.error('npm run verify-record -- FILE [RECEIPTS]')
    return 2
  }
  const record = read(file)
  const of = Math.min(8, availableParallelism())
  const verdict = joinVerdicts(
    await Promise.all(Array.from({ length: of }, (_, index) => verifyBeside({ index, of }, file))),
  )
  console.log(`${verdict.entries} entries`)
  for (const { person, head } of verdict.seals) console.log(`sealed by ${person}: ${hashCode(head, 16)}`)
  for (const poll of verdict.polls) for (const line of linesOf(poll)) console.log(line)
  for (const { seq, kind, detail } of verdict.faults) console.error(`entry ${seq}: ${kind} ${detail}`)
  let lost = 0
  if (receiptsFile) {
    const receipts = receiptsSchema.parse(read(receiptsFile))
    const polls = new Map(verdict.polls.map(({ poll }) => [poll.id, poll]))
    for (const { seq, title, outcome } of checkReceipts(record, polls, receipts)) {
      console.log(`receipt ${seq} ${title}: ${outcome}`)
      if (outcome === 'missing') lost++
    }
  }
  if (verdict.faults.length > 0) console.log(`The record has ${verdict.faults.length} faults.`)
  else if (verdict.isSealed) console.log('The record is sound.')
  else console.log('Every entry is sound, but the record is not sealed: entries may be missing at its end.')
  return verdict.faults.length === 0 && lost === 0 ? 0 : 1
}

if (isMainThread) process.exit(await main())
else parentPort.postMessage(verifyShare(read(workerData.file), workerData.share))
