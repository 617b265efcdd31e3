import { Button, Group, Input, SegmentedControl, useText } from '@mortise/ui'
import { useQuery } from '@tanstack/react-query'
import { type PointerEvent, useId, useRef, useState } from 'react'
import { messageOf } from '../../api/api-error.ts'
import { processes } from '../../api/processes.ts'
import { uploadFile } from '../../api/upload-file.ts'
import classes from './act.module.css'
import { actTexts } from './act-texts.ts'

interface SignaturePadProps {
  app: string
  error?: string | undefined
  /** The id of the uploaded picture, `account` for the stored one, null while there is none. */
  onSigned(signature: string | null): void
}

const size = { width: 640, height: 200 }

/** Signs by finger or mouse, or with the picture that the account has. */
export function SignaturePad({ app, error, onSigned }: SignaturePadProps) {
  const t = useText(actTexts)
  const id = useId()
  const own = useQuery({
    queryKey: ['signature'],
    queryFn: ({ signal }) => processes.ownSignature(signal),
    retry: false,
  })
  const stored = own.data?.signature ?? null
  const [way, setWay] = useState<'draw' | 'own'>('draw')
  function choose(next: string) {
    setWay(next as 'draw' | 'own')
    onSigned(next === 'own' ? 'account' : null)
  }
  return (
    <Input.Wrapper label={t('signature')} id={id} error={error} withAsterisk>
      {stored ? (
        <SegmentedControl
          mb={8}
          value={way}
          onChange={choose}
          data={[
            { value: 'draw', label: t('signatureDraw') },
            { value: 'own', label: t('signatureOwn') },
          ]}
        />
      ) : null}
      {way === 'draw' ? <Drawing app={app} onSigned={onSigned} /> : null}
    </Input.Wrapper>
  )
}

function Drawing({ app, onSigned }: Pick<SignaturePadProps, 'app' | 'onSigned'>) {
  const t = useText(actTexts)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [inked, setInked] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const upload = useRef<AbortController>(null)
  const stroke = useStroke(canvas)
  async function finish() {
    if (!stroke.end()) return
    setInked(true)
    setFailure(null)
    upload.current?.abort()
    const aborter = new AbortController()
    upload.current = aborter
    const picture = await new Promise<Blob | null>((resolve) => canvas.current?.toBlob(resolve, 'image/png'))
    if (!picture || aborter.signal.aborted) return
    try {
      const file = new File([picture], 'signature.png', { type: 'image/png' })
      const { id } = await uploadFile({ app, file, onProgress() {}, signal: aborter.signal })
      if (!aborter.signal.aborted) onSigned(id)
    } catch (error) {
      if (!aborter.signal.aborted) setFailure(t('signatureFailed', { message: messageOf(error) }))
    }
  }
  function clear() {
    upload.current?.abort()
    canvas.current?.getContext('2d')?.clearRect(0, 0, size.width, size.height)
    setInked(false)
    onSigned(null)
  }
  return (
    <>
      <div className={classes.pad}>
        <canvas
          ref={canvas}
          {...size}
          role="img"
          aria-label={t('signHere')}
          className={classes.ink}
          onPointerDown={stroke.begin}
          onPointerMove={stroke.go}
          onPointerUp={() => void finish()}
          onPointerCancel={() => void finish()}
        />
        {inked ? null : <span className={classes.padHint}>{t('signHere')}</span>}
      </div>
      {failure ? <Input.Error>{failure}</Input.Error> : null}
      {inked ? (
        <Group justify="flex-end" mt={4}>
          <Button size="xs" variant="subtle" color="gray" onClick={clear}>
            {t('signatureClear')}
          </Button>
        </Group>
      ) : null}
    </>
  )
}

/** Draws lines that follow the pointer. What is drawn is dark on clear: it is printed on paper. */
function useStroke(canvas: { current: HTMLCanvasElement | null }) {
  const drawing = useRef(false)
  const place = ({ clientX, clientY }: PointerEvent) => {
    const box = canvas.current?.getBoundingClientRect()
    if (!box) return { x: 0, y: 0 }
    return {
      x: ((clientX - box.left) * size.width) / box.width,
      y: ((clientY - box.top) * size.height) / box.height,
    }
  }
  return {
    begin(event: PointerEvent<HTMLCanvasElement>) {
      const context = canvas.current?.getContext('2d')
      if (!context) return
      event.currentTarget.setPointerCapture(event.pointerId)
      drawing.current = true
      Object.assign(context, { lineWidth: 4, lineCap: 'round', lineJoin: 'round', strokeStyle: '#1b1f27' })
      const { x, y } = place(event)
      context.beginPath()
      context.moveTo(x, y)
      context.lineTo(x + 0.1, y)
      context.stroke()
    },
    go(event: PointerEvent) {
      if (!drawing.current) return
      const context = canvas.current?.getContext('2d')
      const { x, y } = place(event)
      context?.lineTo(x, y)
      context?.stroke()
    },
    /** Whether there was a line. */
    end(): boolean {
      const drew = drawing.current
      drawing.current = false
      return drew
    },
  }
}
