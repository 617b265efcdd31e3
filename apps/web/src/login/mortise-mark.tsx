import classes from './mortise-mark.module.css'

/** The mark and the name of the product. */
export function MortiseMark() {
  return (
    <span className={classes.mark}>
      <svg viewBox="0 0 32 32" width="28" height="28" aria-hidden>
        <rect width="32" height="32" rx="8" fill="var(--ui-accent)" />
        <path fill="#fff" d="M7 8h7.5v5.5H18V8h7v7h-5.5v3H25v6h-7v-5.5h-3.5V24H7v-7h5.5v-3H7z" />
      </svg>
      <span>
        Mortise <span lang="zh">榫卯</span>
      </span>
    </span>
  )
}
