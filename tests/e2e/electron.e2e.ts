import path from 'node:path'
import { _electron, expect, test } from '@playwright/test'
import { startDemonstration } from '../support/demonstration.ts'
import { temporaryFolder } from '../support/test-server.ts'

const root = path.resolve(import.meta.dirname, '../..')
const { findElectron } = (await import(path.join(root, 'build/scripts/find-programs.mjs'))) as {
  findElectron: () => { readonly path: string | null }
}
const program = findElectron().path

// Only where the Electron program is present; `npm test` says in one line when it is not.
if (program) {
  test('the desktop app signs in, keeps its files natively, and leads nowhere else', async () => {
    const folder = await temporaryFolder()
    const server = await startDemonstration(path.join(folder.path, 'server'))
    const app = await _electron.launch({
      executablePath: program,
      args: [
        root,
        `--user-data-dir=${path.join(folder.path, 'user-data')}`,
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ],
      env: { ...process.env, ECABINET_SERVER: server.url } as Record<string, string>,
    })
    const page = await app.firstWindow()
    expect(page.url()).toBe('app://ecabinet/')
    await page
      .getByRole('button', { name: /Bí thư thường trực/ })
      .first()
      .click()
    await expect(page.getByTestId('sync-chip')).toHaveText('Đã lưu trên máy chủ', { timeout: 60_000 })
    await expect(page.getByText('Sẵn sàng ngoại tuyến').first()).toBeVisible({ timeout: 60_000 })
    expect(
      await page.evaluate(() => [
        typeof (globalThis as { require?: unknown }).require,
        typeof (globalThis as { process?: unknown }).process,
      ]),
    ).toEqual(['undefined', 'undefined'])
    await page.evaluate(() => void (globalThis.location.href = 'https://example.invalid/'))
    await expect(page.getByTestId('sync-chip')).toBeVisible()
    expect(page.url()).toContain('app://ecabinet/')
    await app.close()
    await server.kill('SIGTERM')
    await folder.remove()
  })
}
