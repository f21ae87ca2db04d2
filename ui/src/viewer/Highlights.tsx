import type { Box } from './highlight';

/** The marked places over a drawn page. */
export function Highlights({ boxes }: { boxes: readonly Box[] }) {
  return (
    <div className="carrel-highlights" aria-hidden="true">
      {boxes.map(({ left, top, width, height }, index) => (
        <div
          key={index}
          className="carrel-highlight"
          style={{
            left: `${left * 100}%`,
            top: `${top * 100}%`,
            width: `${width * 100}%`,
            height: `${height * 100}%`,
          }}
        />
      ))}
    </div>
  );
}
