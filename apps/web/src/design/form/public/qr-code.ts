import { renderSVG } from 'uqr'

/** A QR code as SVG, black on white whatever the colours around it: cameras want that. */
export function qrCodeSvg(text: string): string {
  return renderSVG(text, { ecc: 'M', border: 2, blackColor: '#000', whiteColor: '#fff' })
}
