// npm run bench: measures, each against a floor in the same run; one JSON line per measurement and a table at the end.
// npm run bench -- list | browser | reading | carry | search | fan-out | room | pointers
import { build } from '../../build/scripts/build.mjs'
import { run } from '../../build/scripts/run.mjs'
import { findTestBrowser } from '../../build/scripts/test-browser.mjs'
import { measureCarry } from './carry.ts'
import { measureFanOut } from './fan-out.ts'
import { measureInBrowser } from './in-browser.ts'
import { measurePointers } from './pointers.ts'
import { measureReading } from './reading.ts'
import { measureRoom } from './room.ts'
import { measureSearch } from './search.ts'

const parts = {
  browser: 'open a paper · durable change · first meeting list',
  reading: 'a 300 MB scan opened, jumped in, scrolled, paged through · pen to paint',
  carry: 'marks carried over forty version pairs',
  search: 'words in 5,000 pages, per key',
  'fan-out': 'fan-out to 200 clients, floor and peers',
  room: 'an act and a page turn to 200 screens · a vote of 500',
  pointers: '200 moving pointers · memory of the server for each member',
}
const wanted = process.argv.slice(2)

if (wanted.includes('list')) for (const [name, what] of Object.entries(parts)) console.log(`${name}\t${what}`)
else {
  const results = []
  const wants = (part) => wanted.length === 0 || wanted.includes(part)
  if (wants('browser') || wants('reading')) {
    const browser = await findTestBrowser()
    const isBuilt =
      (await build()) &&
      (await run('vite', ['build', '-c', 'build/config/vite.test-page.ts', '--logLevel', 'error'])) === 0
    if (!browser || !isBuilt) process.exit(1)
    if (wants('browser')) results.push(...(await measureInBrowser(browser)))
    if (wants('reading')) results.push(...(await measureReading(browser)))
  }
  if (wants('carry')) results.push(...(await measureCarry()))
  if (wants('search')) results.push(...measureSearch())
  if (wants('fan-out')) results.push(...(await measureFanOut()))
  if (wants('room')) results.push(...(await measureRoom()))
  if (wants('pointers')) results.push(...(await measurePointers()))
  console.table(
    results.map(({ name, value, unit, floor, ratio, peer }) => ({ name, value, unit, floor, ratio, ...peer })),
  )
  process.exit(0)
}
