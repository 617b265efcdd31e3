import type { PublicAnswerTaken } from '@mortise/api'
import { Button, EmptyState, useLocalize, useText } from '@mortise/ui'
import { useEffect } from 'react'
import { publicFormTexts } from './public-form-texts.ts'

/** What comes after an answer: words, another address, or both. */
export function Thanks({ taken, onAgain }: { taken: PublicAnswerTaken; onAgain(): void }) {
  const t = useText(publicFormTexts)
  const localize = useLocalize()
  const { text, link, again } = taken
  const leaves = link !== null && text === null
  useEffect(() => {
    if (leaves && link) location.assign(link)
  }, [leaves, link])
  return (
    <EmptyState
      icon="circle-check"
      title={t('thanks')}
      text={leaves ? t('leaving') : text ? localize(text) : undefined}
      actions={
        <>
          {link ? (
            <Button component="a" href={link} rel="noreferrer">
              {t('goOn')}
            </Button>
          ) : null}
          {again ? (
            <Button variant="default" onClick={onAgain}>
              {t('again')}
            </Button>
          ) : null}
        </>
      }
    />
  )
}
