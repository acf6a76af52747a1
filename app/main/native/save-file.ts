import { rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { BrowserWindow, Dialog } from 'electron'
import type { DesktopHandlers } from '#protocol/ipc/desktop-calls.ts'

/** Writes where the person says, whole or not at all. */
export function createSaveFile(
  dialog: Pick<Dialog, 'showSaveDialog'>,
  parts: { readonly window: () => BrowserWindow | null; readonly folder: string },
): DesktopHandlers['window:save'] {
  return async ({ suggestedName, bytes }) => {
    const window = parts.window()
    if (!window) return { ok: false, error: 'failed' }
    // The name is only a proposal, and may come from the title of a paper: no part of it leads elsewhere.
    const defaultPath = path.join(parts.folder, suggestedName.replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ').trim() || 'eCabinet')
    const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath })
    if (canceled || !filePath) return { ok: true, value: 'cancelled' }
    const next = `${filePath}.part`
    try {
      await writeFile(next, bytes, { flush: true })
      await rename(next, filePath)
      return { ok: true, value: 'saved' }
    } catch (error) {
      await rm(next, { force: true })
      const { code } = error as { code?: string }
      return code === 'ENOSPC' || code === 'EDQUOT'
        ? { ok: true, value: 'device-full' }
        : { ok: false, error: 'failed' }
    }
  }
}
