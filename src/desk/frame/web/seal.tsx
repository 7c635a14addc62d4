/** The mark of the product: an account strip at its smallest. */
export function Seal({ size = 28 }: { size?: number }) {
  return (
    <svg className="product-seal" width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="6" />
      <path d="M5 16h22" opacity="0.55" strokeWidth="1.5" /><path d="M16 7.5v17" strokeWidth="2.5" /><circle cx="16" cy="16" r="6" fill="none" strokeWidth="2.5" />
      <g className="product-dots"><circle cx="7.5" cy="16" r="2.2" /><circle cx="24.5" cy="16" r="2.2" /></g>
    </svg>
  )
}
