import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createTurns, type Turn } from '#server/transport/websocket/turns.ts'

test('never more at once than allowed, in the order they came, and nobody is forgotten', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.boolean(), { minLength: 1, maxLength: 80 }),
      fc.integer({ min: 1, max: 5 }),
      async (steps, atOnce) => {
        const turns = createTurns({ atOnce, mostWaiting: 1000 })
        const held: Turn[] = []
        const order: number[] = []
        let asked = 0
        for (const isComing of steps) {
          if (isComing) {
            const number = asked++
            void turns.take().then((turn) => {
              order.push(number)
              if (turn) held.push(turn)
            })
          } else held.shift()?.()
          await Promise.resolve()
          await Promise.resolve()
          expect(held.length).toBeLessThanOrEqual(atOnce)
        }
        while (order.length < asked) {
          held.shift()?.()
          await Promise.resolve()
          await Promise.resolve()
        }
        expect(order).toEqual(Array.from({ length: asked }, (_, number) => number))
      },
    ),
  )
})

test('a turn is given back once, and a queue that is too long turns people away', async () => {
  const turns = createTurns({ atOnce: 1, mostWaiting: 1 })
  const first = await turns.take()
  const second = turns.take()
  expect(await turns.take()).toBeNull()
  first?.()
  first?.()
  const turn = await second
  const third = turns.take()
  expect(await turns.take()).toBeNull()
  turn?.()
  expect(await third).not.toBeNull()
})
