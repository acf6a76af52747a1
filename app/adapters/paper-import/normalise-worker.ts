// Runs qpdf on one file and ends. A worker of its own, so that a broken file can neither freeze the window nor poison the next.
import createQpdf from '@neslinesli93/qpdf-wasm'
import qpdfUrl from '@neslinesli93/qpdf-wasm/dist/qpdf.wasm?url'

const port = globalThis as unknown as {
  onmessage: ((event: MessageEvent<Uint8Array<ArrayBuffer>>) => void) | null
  postMessage(answer: NormaliseAnswer, transfer: Transferable[]): void
}
export type NormaliseAnswer =
  { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly fault: 'password-protected' | 'broken' }

// What qpdf says about a file may hold parts of it: it is not for the console.
Object.assign(console, { log: () => {}, warn: () => {}, error: () => {} })

port.onmessage = ({ data }) => void normalise(data)

/** qpdf: 0 fine, 3 fine with warnings; `--requires-password` answers 0 when one is needed. */
async function normalise(data: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    const qpdf = await createQpdf({ locateFile: () => qpdfUrl })
    const disk = qpdf.FS as typeof qpdf.FS & { writeFile(path: string, bytes: Uint8Array): void }
    disk.writeFile('/in.pdf', data)
    if (attempt(() => qpdf.callMain(['--requires-password', '/in.pdf'])) === 0)
      return port.postMessage({ fault: 'password-protected' }, [])
    const code = attempt(() => qpdf.callMain(['--object-streams=generate', '--decrypt', '/in.pdf', '/out.pdf']))
    if (code !== 0 && code !== 3) return port.postMessage({ fault: 'broken' }, [])
    const bytes = new Uint8Array(disk.readFile('/out.pdf'))
    port.postMessage({ bytes }, [bytes.buffer])
  } catch {
    port.postMessage({ fault: 'broken' }, [])
  }
}

/** The program leaves by throwing its exit code. */
function attempt(run: () => number): number {
  try {
    return run()
  } catch (error) {
    return typeof error === 'object' && error !== null && 'status' in error ? Number(error.status) : 2
  }
}
