import type { HostWindow } from '#application/ports/host-window.ts'

/** Not in the library's types yet. */
type FilePicker = (options: {
  readonly suggestedName: string
  readonly types: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[]
}) => Promise<FileSystemFileHandle>

/** Papers never become a Blob, which Chromium may write to the disk in clear: a browser without the file dialog cannot save. */
export function createBrowserWindow(window: Window): HostWindow {
  const pick = (window as Window & { showSaveFilePicker?: FilePicker }).showSaveFilePicker?.bind(window)
  return {
    print: async () => {
      window.print()
      return true
    },
    saveFile: pick
      ? async (suggestedName, bytes) => {
          let file: FileSystemFileHandle
          try {
            file = await pick({ suggestedName, types: [{ accept: { 'application/pdf': ['.pdf'] } }] })
          } catch {
            return 'cancelled'
          }
          try {
            const writer = await file.createWritable()
            await writer.write(bytes)
            await writer.close()
            return 'saved'
          } catch (error) {
            return error instanceof DOMException && error.name === 'QuotaExceededError' ? 'device-full' : 'failed'
          }
        }
      : null,
  }
}
