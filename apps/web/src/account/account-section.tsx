import { type ReactNode, useId } from 'react'
import classes from './account-route.module.css'

/** One part of the account page: what it is on the left, what can be done on the right. */
export function AccountSection({ title, text, children }: { title: string; text?: string; children: ReactNode }) {
  const id = useId()
  return (
    <section className={classes.section} aria-labelledby={id}>
      <div>
        <h2 id={id} className={classes.title}>
          {title}
        </h2>
        {text ? <p className={classes.text}>{text}</p> : null}
      </div>
      <div className={classes.body}>{children}</div>
    </section>
  )
}
