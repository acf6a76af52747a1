import type { HostWindow } from '#application/ports/host-window.ts'

/** Not in the library's types yet. */
type FilePicker = (options: {
  readonly suggestedName: string
  readonly types: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[]
}) => Promise<FileSystemFileHandle>

const mimeTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  csv: 'text/csv',
  json: 'application/json',
  html: 'text/html',
}

function acceptFor(name: string): Readonly<Record<string, readonly string[]>> {
  const extension = name.split('.').at(-1) ?? 'pdf'
  return { [mimeTypes[extension] ?? 'application/octet-stream']: [`.${extension}`] }
}

/** Papers never become a Blob, which Chromium may write to the disk in clear: a browser without the file dialog cannot save. */
export function createBrowserWindow(window: Window): HostWindow {
  const picking = window as Window & { showSaveFilePicker?: FilePicker }
  const hasPicker = picking.showSaveFilePicker !== undefined
  return {
    print: async () => {
      window.print()
      return true
    },
    saveFile: hasPicker
      ? async (suggestedName, bytes) => {
          let file: FileSystemFileHandle
          try {
            const types = [{ accept: acceptFor(suggestedName) }]
            const picked = await picking.showSaveFilePicker?.({ suggestedName, types })
            if (!picked) return 'cancelled'
            file = picked
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
