import type { InstanceView, StoredFile } from '@mortise/api'
import { ActionIcon, Alert, Button, CloseButton, type PersonInfo, Textarea, Tooltip, useText } from '@mortise/ui'
import { IconPaperclip } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { useDirectory } from '../../api/directory.ts'
import { newClick, processes } from '../../api/processes.ts'
import { queryClient } from '../../api/query-client.ts'
import { queryKeys } from '../../api/query-keys.ts'
import { uploadFile } from '../../api/upload-file.ts'
import { MentionList } from '../../runtime/record/timeline/mention-list.tsx'
import { mentionedIn } from '../../runtime/record/timeline/mentions.ts'
import { useMention } from '../../runtime/record/timeline/use-mention.ts'
import classes from './comment-box.module.css'
import { instanceTexts } from './instance-texts.ts'

/** Says something about an instance: with colleagues mentioned and files attached; Ctrl+Enter sends. */
export function CommentBox({ view, visit }: { view: InstanceView; visit: number | undefined }) {
  const t = useText(instanceTexts)
  const listId = useId()
  const box = useRef<HTMLTextAreaElement>(null)
  const picker = useRef<HTMLInputElement>(null)
  const comment = useComment(view, visit)
  const mention = useMention({ box, text: comment.text, onText: comment.setText, onChosen: comment.mention })
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || mention.onKeyDown(event)) return
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    event.nativeEvent.stopPropagation()
    void comment.send()
  }
  const ready = comment.text.trim() !== '' || comment.files.length > 0
  return (
    <div className={classes.box}>
      {comment.failure ? (
        <Alert color="red" variant="light" role="alert">
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
        aria-label={t('event_comment')}
        aria-autocomplete="list"
        aria-controls={mention.people ? listId : undefined}
        aria-activedescendant={mention.people?.length ? `${listId}-${mention.active}` : undefined}
        placeholder={t('commentPlaceholder')}
        maxLength={10_000}
        minRows={2}
        maxRows={10}
      />
      {mention.people ? (
        <MentionList id={listId} people={mention.people} active={mention.active} onChoose={mention.choose} />
      ) : null}
      <div className={classes.actions}>
        <ul className={classes.files}>
          {comment.files.map((file) => (
            <li key={file.id}>
              <span className="ui-truncate">{file.name}</span>
              <CloseButton
                size="xs"
                aria-label={t('removeFile', { name: file.name })}
                onClick={() => comment.detach(file)}
              />
            </li>
          ))}
        </ul>
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          aria-label={t('attach')}
          onChange={(event) => {
            void comment.attach([...(event.currentTarget.files ?? [])])
            event.currentTarget.value = ''
          }}
        />
        <Tooltip label={t('attach')}>
          <ActionIcon
            aria-label={t('attach')}
            loading={comment.uploading}
            size="lg"
            onClick={() => picker.current?.click()}
          >
            <IconPaperclip size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Button
          variant="default"
          disabled={!ready || comment.uploading}
          loading={comment.busy}
          onClick={() => void comment.send()}
        >
          {t('commentSend')}
        </Button>
      </div>
    </div>
  )
}

function useComment(view: InstanceView, visit: number | undefined) {
  const { people } = useDirectory()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<readonly PersonInfo[]>([])
  const [files, setFiles] = useState<readonly StoredFile[]>([])
  const [failure, setFailure] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [uploading, setUploading] = useState(false)
  const key = useRef(newClick())
  const fail = (error: unknown) => setFailure(instanceTexts.t('commentFailed', { message: messageOf(error) }))
  async function attach(picked: readonly File[]) {
    setUploading(true)
    setFailure(null)
    try {
      for (const file of picked) {
        const { signal } = new AbortController()
        const stored = await uploadFile({ app: view.app, file, onProgress() {}, signal })
        setFiles((before) => [...before, stored])
      }
    } catch (error) {
      fail(error)
    } finally {
      setUploading(false)
    }
  }
  async function send() {
    if (busy || uploading || (text.trim() === '' && files.length === 0)) return
    setBusy(true)
    setFailure(null)
    try {
      const mentions = mentionedIn(text, chosen.length > 0 ? chosen : people)
      const attached = files.map(({ id }) => id)
      await processes.comment(view.id, {
        ...{ text: text.trim(), key: key.current },
        ...(mentions.length > 0 && { mentions }),
        ...(attached.length > 0 && { files: attached }),
        ...(visit !== undefined && { visit }),
      })
      key.current = newClick()
      setText('')
      setChosen([])
      setFiles([])
      await queryClient.invalidateQueries({ queryKey: queryKeys.instance(view.id, 'comments') })
    } catch (error) {
      fail(error)
    } finally {
      setBusy(false)
    }
  }
  return {
    ...{ text, setText, files, failure, busy, uploading, attach, send },
    mention: (person: PersonInfo) => setChosen((before) => [...before, person]),
    detach: (file: StoredFile) => setFiles((before) => before.filter(({ id }) => id !== file.id)),
  }
}
