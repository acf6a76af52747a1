import { parseNote } from '#domain/marks/note-text.ts'
import classes from './shared.module.css'

/** A note as it was written: bold, italic, lists. */
export function NoteView({ body }: { readonly body: string }) {
  return (
    <div className={classes.note}>
      {parseNote(body).map(({ isItem, spans }, index) => {
        const words = spans.map(({ text, bold, italic }, at) => {
          const inner = italic ? <em>{text}</em> : text
          // Lines and spans are made anew with each change and never move.
          const key = `${at} ${bold} ${italic}`
          return bold ? <strong key={key}>{inner}</strong> : <span key={key}>{inner}</span>
        })
        return (
          // oxlint-disable-next-line react/no-array-index-key
          <div key={index} className={isItem ? classes.noteItem : undefined}>
            {words.length > 0 ? words : <br />}
          </div>
        )
      })}
    </div>
  )
}
