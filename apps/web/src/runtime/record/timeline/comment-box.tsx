import type { EntityModel } from '@mortise/metadata'
import { Alert, Button, type PersonInfo, ShortcutHint, Textarea, useRuntimeServices, useText } from '@mortise/ui'
import { type KeyboardEvent, useId, useMemo, useRef, useState } from 'react'
import { messageOf } from '../../../api/api-error.ts'
import { queryClient } from '../../../api/query-client.ts'
import { queryKeys } from '../../../api/query-keys.ts'
import { records } from '../../../api/records.ts'
import classes from './comment-box.module.css'
import { commentMemory } from './comment-memory.ts'
import { MentionList } from './mention-list.tsx'
import { mentionedIn } from './mentions.ts'
import { timelineTexts } from './timeline-texts.ts'
import { useMention } from './use-mention.ts'

/** Writes a comment on a record; @ offers colleagues, Ctrl+Enter sends. What is not sent yet survives a reload. */
export function CommentBox({ entity, recordId }: { entity: EntityModel; recordId: string }) {
  const t = useText(timelineTexts)
  const listId = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  const comment = useComment(entity, recordId)
  const mention = useMention({ box, text: comment.text, onText: comment.setText, onChosen: comment.mention })
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    if (mention.onKeyDown(event)) return
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    // Ctrl+Enter in here is for the comment, not for the form of the record.
    event.nativeEvent.stopPropagation()
    void comment.send()
  }
  return (
    <div className={classes.box}>
      {comment.failure ? (
        <Alert color="red" role="alert">
          {comment.failure}
        </Alert>
      ) : null}
      <Textarea
        ref={box}
        value={comment.text}
        onChange={(event) => {
          comment.setText(event.currentTarget.value)
          mention.follow(event.currentTarget)
        }}
        onSelect={(event) => mention.follow(event.currentTarget)}
        onBlur={mention.close}
        onKeyDown={onKeyDown}
        aria-label={t('commentLabel')}
        aria-autocomplete="list"
        aria-controls={mention.people ? listId : undefined}
        aria-activedescendant={mention.people?.length ? `${listId}-${mention.active}` : undefined}
        placeholder={t('placeholder')}
        minRows={2}
        maxRows={10}
        autosize
      />
      {mention.people ? (
        <MentionList id={listId} people={mention.people} active={mention.active} onChoose={mention.choose} />
      ) : null}
      {comment.text.trim() ? (
        <div className={classes.actions}>
          <Button
            size="xs"
            loading={comment.busy}
            onClick={() => void comment.send()}
            rightSection={<ShortcutHint keys="mod+Enter" onAccent />}
          >
            {t('send')}
          </Button>
        </div>
      ) : null}
    </div>
  )
}

function useComment(entity: EntityModel, recordId: string) {
  const { userId } = useRuntimeServices()
  const memory = useMemo(
    () => commentMemory([userId, entity.app, entity.key, recordId]),
    [userId, entity.app, entity.key, recordId],
  )
  const { people } = useRuntimeServices()
  const [text, setText] = useState(memory.read)
  const [chosen, setChosen] = useState<readonly PersonInfo[]>([])
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  function change(next: string) {
    setText(next)
    memory.write(next)
  }
  async function send() {
    if (busy || text.trim() === '') return
    setBusy(true)
    setFailure(null)
    try {
      // After a reload nobody is known to have been chosen, so names in the text count too.
      const mentions = mentionedIn(text, chosen.length > 0 ? chosen : people)
      await records.comment(entity.app, entity.key, recordId, { text, mentions })
      change('')
      setChosen([])
      await queryClient.invalidateQueries({ queryKey: queryKeys.history(entity.app, entity.key, recordId) })
    } catch (error) {
      setFailure(timelineTexts.t('sendFailed', { message: messageOf(error) }))
    } finally {
      setBusy(false)
    }
  }
  const mention = (person: PersonInfo) => setChosen((before) => [...before, person])
  return { text, setText: change, mention, send, busy, failure }
}
