import type { ArchiveContent } from '#protocol/archive/archive-format.ts'
import { escapeMarkup } from '#protocol/kernel/escape-markup.ts'

export type ArchiveWords = {
  readonly language: string
  /** "Hồ sơ phiên họp" */
  readonly heading: string
  readonly facts: readonly string[]
  readonly check: string
  readonly checkLink: string
  readonly groups: Readonly<Record<'record' | 'document' | 'paper', string>>
  readonly missing: string
  readonly reasons: Readonly<Record<'withdrawn' | 'not-here', string>>
  readonly hash: string
}

/** The list of an archive as a page that any browser opens from the disk; it runs nothing. */
export function archivePage(content: ArchiveContent, words: ArchiveWords, checkerName: string): string {
  const linkTo = (path: string) => path.split('/').map(encodeURIComponent).join('/')
  const groups = (['document', 'paper', 'record'] as const).flatMap((group) => {
    const files = content.files.filter((file) => file.group === group)
    if (files.length === 0) return []
    const rows = files.map(
      ({ path, title, sha256 }) =>
        `<li><a href="${linkTo(path)}">${escapeMarkup(group === 'record' ? path : title)}</a><code>${escapeMarkup(words.hash)} ${sha256}</code></li>`,
    )
    return [`<h2>${escapeMarkup(words.groups[group])}</h2><ul>${rows.join('')}</ul>`]
  })
  const missing = content.missing.map(
    ({ title, reason }) => `<li>${escapeMarkup(title)} – ${escapeMarkup(words.reasons[reason])}</li>`,
  )
  return `<!doctype html>
<html lang="${escapeMarkup(words.language)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeMarkup(content.title)}</title>
<style>body{font:18px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1c232b}h1{font-size:1.6rem;margin-bottom:0}h2{font-size:1.2rem;margin-top:2rem}ul{padding-left:1.2rem}li{margin:.5rem 0}code{display:block;font-size:.75rem;color:#4a525c;overflow-wrap:anywhere}</style>
</head>
<body>
<p>${escapeMarkup(words.heading)}</p>
<h1>${escapeMarkup(content.title)}</h1>
${words.facts.map((fact) => `<p>${escapeMarkup(fact)}</p>`).join('\n')}
<p>${escapeMarkup(words.check)} <a href="${linkTo(checkerName)}">${escapeMarkup(words.checkLink)}</a></p>
${groups.join('\n')}
${missing.length > 0 ? `<h2>${escapeMarkup(words.missing)}</h2><ul>${missing.join('')}</ul>` : ''}
</body>
</html>
`
}
