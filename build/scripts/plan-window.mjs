// Pure: what was found on this machine in, how to show the app out.

/**
 * @typedef {{ wish: 'desktop' | 'browser' | 'none' | undefined, electron: { path: string | null, why?: string },
 *   download: { tried: boolean, why?: string }, browser: string | null, display: boolean }} Facts
 * @typedef {{ show: 'electron' | 'app-window' | 'address' | 'nothing', path?: string, say: string[] }} Plan
 * @param {Facts} facts
 * @returns {Plan}
 */
export function planWindow({ wish, electron, download, browser, display }) {
  if (wish === 'none') return { show: 'nothing', say: [] }
  const say = []
  if (wish !== 'browser') {
    if (electron.path && display) return { show: 'electron', path: electron.path, say }
    const why = electron.path
      ? 'there is no display'
      : (electron.why ?? 'not found') + (download.tried ? ` and could not be downloaded: ${download.why}` : '')
    say.push(
      `The desktop window needs the Electron program, which cannot be used here (${why}); the same app opens in a browser instead.`,
    )
  }
  if (browser && display) return { show: 'app-window', path: browser, say }
  return { show: 'address', say: [...say, 'Open this address in Chrome, Edge or Chromium.'] }
}
