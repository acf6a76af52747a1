import { readFileSync } from 'node:fs'
import { setTimeout as rest } from 'node:timers/promises'
import * as encoding from 'lib0/encoding'
import { messageType } from '#protocol/sync/messages.ts'
import { frame, RawConnection } from '../support/raw-connection.ts'
import { measured, median, percentile, type Measurement } from './measure.ts'
import { openHall } from './room.ts'

const members = 200
/** What each machine says a second. The presenter's alone says more in the app; here all of them move at once. */
const perSecond = 1
const seconds = 15
/** Of Linux, for user and system time in /proc. */
const ticksPerSecond = 100

/** CPU time that a process has used, milliseconds, and its memory, MiB; null where there is no /proc. */
function usedBy(pid: number): { readonly cpuMs: number; readonly memory: number } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const memory = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0'
    const ticks = Number(fields[11]) + Number(fields[12])
    return { cpuMs: (ticks * 1000) / ticksPerSecond, memory: Number(memory) / 1024 }
  } catch {
    return null
  }
}

const says = (client: number, clock: number, state: object) =>
  frame((encoder) => {
    encoding.writeVarUint(encoder, messageType.awareness)
    encoding.writeVarUint8Array(
      encoder,
      frame((inner) => {
        encoding.writeVarUint(inner, 1)
        encoding.writeVarUint(inner, client)
        encoding.writeVarUint(inner, clock)
        encoding.writeVarString(inner, JSON.stringify(state))
      }),
    )
  })

/** A hall in which everybody's pointer moves: what it costs the server and each member, and how late it comes. */
export async function measurePointers(): Promise<readonly Measurement[]> {
  const hall = await openHall(members)
  const before = usedBy(hall.pid)
  const lines: RawConnection[] = []
  for (const member of hall.members) lines.push(await RawConnection.open(hall.server, member, hall.key))
  await Promise.all(lines.map((line) => line.arrives()))
  const connected = usedBy(hall.pid)
  let bytes = 0
  const delays: number[] = []
  const listener = lines[0]
  for (const { socket } of lines) socket.on('message', (data: Buffer) => (bytes += data.length))
  listener?.socket.on('message', (data: Buffer) => {
    const sentAt = /"at":([\d.]+)/.exec(data.toString('latin1'))?.[1]
    if (sentAt) delays.push(performance.now() - Number(sentAt))
  })
  const start = performance.now()
  await Promise.all(
    lines.map(async (line, index) => {
      // Spread over the second, as people are.
      await rest((index / members) * (1000 / perSecond))
      for (let clock = 1; clock <= seconds * perSecond; clock++) {
        const pointer = { page: 1, x: Math.random(), y: Math.random() }
        line.send(says(1000 + index, clock, { front: true, place: { pointer }, at: performance.now() }))
        await rest(1000 / perSecond)
      }
    }),
  )
  const spent = (performance.now() - start) / 1000
  const after = usedBy(hall.pid)
  for (const line of lines) line.socket.terminate()
  await hall.close()
  const cpu = connected && after ? (after.cpuMs - connected.cpuMs) / spent / members : Number.NaN
  const memory = before && connected ? ((connected.memory - before.memory) * 1024) / members : Number.NaN
  return [
    measured(`${members} moving pointers: until another screen has one, median`, { value: median(delays) }),
    measured(`${members} moving pointers: until another screen has one, p99`, { value: percentile(delays, 0.99) }),
    measured(`${members} moving pointers: each member receives`, {
      value: bytes / 1024 / spent / members,
      unit: 'KiB/s',
    }),
    measured(`${members} moving pointers: the server works for each member`, { value: cpu, unit: 'ms/s' }),
    measured('memory of the server for each member connected', { value: memory, unit: 'KiB' }),
  ]
}
