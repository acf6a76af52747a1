import { useEffect, useMemo, useState } from 'react'
import type { Letter } from '#domain/letters/letter.ts'
import type { LetterContent } from '#protocol/letters/letter-format.ts'
import { useWorkspace } from '#renderer/shell/app-context.ts'

/** `undefined` content: still being opened; null: cannot be opened on this machine. */
export type OpenLetter = { readonly letter: Letter; readonly content: LetterContent | null | undefined }

/** Letters with what they say, opened on this machine. */
export function useOpenLetters(letters: readonly Letter[]): readonly OpenLetter[] {
  const workspace = useWorkspace()
  const [contents, setContents] = useState<ReadonlyMap<string, LetterContent | null>>(new Map())
  useEffect(() => {
    let isGone = false
    void Promise.all(letters.map(async (letter) => [letter.id, await workspace.letters.open(letter)] as const)).then(
      (opened) => !isGone && setContents(new Map(opened)),
    )
    return () => {
      isGone = true
    }
  }, [workspace, letters])
  return useMemo(() => letters.map((letter) => ({ letter, content: contents.get(letter.id) })), [letters, contents])
}
