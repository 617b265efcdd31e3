import type { AnswerLinkInput, AnswerPage, AnswerSent } from '@mortise/api'
import { Alert, Button, Textarea, useLanguage, useLocalize, useText } from '@mortise/ui'
import { useState } from 'react'
import { messageOf } from '../api/api-error.ts'
import classes from './answer-sheet.module.css'
import { answerTexts } from './answer-texts.ts'
import { Stars } from './stars.tsx'

interface AnswerSheetProps {
  page: AnswerPage
  send(input: AnswerLinkInput): Promise<AnswerSent>
  onSent(sent: AnswerSent): void
}

/** What is asked, with its two answers. */
export function AnswerSheet({ page, send, onSent }: AnswerSheetProps) {
  const t = useText(answerTexts)
  const localize = useLocalize()
  const language = useLanguage()
  const [comment, setComment] = useState('')
  const [rating, setRating] = useState<number | null>(null)
  const [sending, setSending] = useState<AnswerLinkInput['answer'] | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const missing = problem !== null && problem === t('commentMissing')
  async function answer(chosen: AnswerLinkInput['answer']) {
    const said = comment.trim()
    if (chosen === 'reject' && page.comment === 'on_reject' && said === '') return setProblem(t('commentMissing'))
    setSending(chosen)
    setProblem(null)
    try {
      onSent(await send({ answer: chosen, ...(said && { comment: said }), ...(rating !== null && { rating }) }))
    } catch (error) {
      setProblem(messageOf(error as Error))
      setSending(null)
    }
  }
  const button = (chosen: AnswerLinkInput['answer'], variant: 'filled' | 'default') => (
    <Button
      size="md"
      variant={variant}
      className={classes.answer}
      loading={sending === chosen}
      disabled={sending !== null && sending !== chosen}
      onClick={() => void answer(chosen)}
    >
      {localize(page[chosen])}
    </Button>
  )
  return (
    <article className={classes.article}>
      <p className={classes.text}>{localize(page.text)}</p>
      {page.fields.length > 0 ? (
        <dl className={classes.fields}>
          {page.fields.map(({ label, text }, index) => (
            <div key={index} className={classes.field}>
              <dt>{localize(label)}</dt>
              <dd>{text[language === 'zh' ? 'zh' : 'en'] || t('blank')}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {page.rating ? <Stars label={localize(page.rating.label)} value={rating} onChange={setRating} /> : null}
      {page.comment === 'none' ? null : (
        <Textarea
          autosize
          minRows={3}
          maxLength={2000}
          label={t(page.comment === 'on_reject' ? 'comment' : 'commentOptional')}
          error={missing ? problem : undefined}
          value={comment}
          onChange={({ currentTarget: { value } }) => setComment(value)}
        />
      )}
      {problem && !missing ? (
        <Alert color="red" role="alert">
          {problem}
        </Alert>
      ) : null}
      <div className={classes.answers}>
        {button('approve', 'filled')}
        {button('reject', 'default')}
      </div>
      <p className={classes.note}>
        {t('until', {
          until: new Date(page.expiresAt).toLocaleString(language, { dateStyle: 'medium', timeStyle: 'short' }),
        })}
      </p>
    </article>
  )
}
