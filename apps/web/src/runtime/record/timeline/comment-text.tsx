import type { ChangeEvent } from '@mortise/data'
import { useRuntimeServices } from '@mortise/ui'
import { splitAtMentions } from './mentions.ts'
import classes from './timeline.module.css'

/** The words of a comment, with the people it mentions set off. */
export function CommentText({ comment }: { comment: NonNullable<ChangeEvent['comment']> }) {
  const { people } = useRuntimeServices()
  const names = people.filter(({ id }) => comment.mentions.includes(id)).map(({ name }) => name)
  return (
    <p className={classes.comment}>
      {splitAtMentions(comment.text, names).map((part, index) =>
        part.mention ? (
          <span key={index} className={classes.mention}>
            {part.text}
          </span>
        ) : (
          part.text
        ),
      )}
    </p>
  )
}
