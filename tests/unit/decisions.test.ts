import { expect, test } from 'vitest'
import { decisionsOf } from '#domain/meeting/decisions.ts'
import { idFromBytes } from '#domain/kernel/ids.ts'
import { an, binh, chair, id, item, live, meeting, question, secretary } from '#support/sitting.ts'

const titleOf = () => '1. Tờ trình'

test('the register has what was confirmed and what was published, with how far it is carried out', () => {
  const sitting = live()
  const [poll, other] = [id('v', 1), id('v', 2)]
  const task = (number: number) => idFromBytes('w', new Uint8Array(16).fill(number))
  sitting.must(chair, { t: 'conclusion.confirm', meeting, item, text: 'Thống nhất.' })
  for (const number of [1, 2, 3])
    sitting.must(secretary, {
      t: 'task.assign',
      meeting,
      task: task(number),
      item,
      title: 'Hoàn thiện',
      lead: an,
      support: [],
      due: 9_000_000,
    })
  sitting.must(secretary, { t: 'task.close', meeting, task: task(1), outcome: 'done', text: '' })
  sitting.must(secretary, { t: 'task.close', meeting, task: task(2), outcome: 'cancelled', text: 'Trùng' })
  sitting.now += 1000
  sitting.must(chair, { t: 'poll.prepare', meeting, poll, question: question() })
  sitting.must(chair, { t: 'poll.open', meeting, poll, question: question(), reason: '' })
  sitting.votes(an, poll, { choice: { kind: 'yes' } })
  sitting.votes(binh, poll, { choice: { kind: 'yes' } })
  sitting.must(chair, { t: 'poll.close', meeting, poll })
  expect(decisionsOf(sitting.state, titleOf)).toHaveLength(1)
  sitting.now += 200_000
  sitting.must(chair, { t: 'poll.publish', meeting, poll })
  sitting.must(chair, { t: 'poll.prepare', meeting, poll: other, question: question() })
  expect(decisionsOf(sitting.state, titleOf)).toMatchObject([
    { kind: 'conclusion', title: '1. Tờ trình', text: 'Thống nhất.', sentence: null, tasks: 2, done: 1 },
    {
      kind: 'vote',
      title: question().title,
      at: sitting.now,
      sentence: { vi: expect.stringContaining('→ thông qua') },
    },
  ])
})

test('while choices are still missing here, a vote has no sentence: it would not be the one that was published', () => {
  const sitting = live()
  const poll = id('v', 1)
  sitting.must(chair, { t: 'poll.prepare', meeting, poll, question: question() })
  sitting.must(chair, { t: 'poll.open', meeting, poll, question: question(), reason: '' })
  const { opening } = sitting.state.polls.get(poll) ?? { opening: '' }
  const ballot = { t: 'poll.ballot', meeting, poll, opening, rev: 1, seal: 'c'.repeat(64), helpReason: '' } as const
  for (const voter of [an, binh]) sitting.must(voter, { ...ballot, voter })
  sitting.must(chair, { t: 'poll.close', meeting, poll })
  sitting.now += 200_000
  sitting.must(chair, { t: 'poll.publish', meeting, poll })
  expect(decisionsOf(sitting.state, titleOf)).toMatchObject([{ kind: 'vote', sentence: null }])
})
