// Page: what each part of a news page is. Articles come with menus, share buttons, captions, credits and author
// biographies; whoever reads them as sentences finds a person called "Share On Pinterest".
#pragma once

#include <optional>
#include <vector>

#include "tidings/text/source.hpp"

namespace tidings {

enum class BlockKind : std::uint8_t {
  title,      ///< the headline; repeated headlines are `title` too
  subtitle,   ///< a heading inside the story, or the deck below the headline
  byline,     ///< "By REUTERS", "Jane Doe, Correspondent"
  date_line,  ///< a line that holds a date and little else
  paragraph,  ///< running text
  list_item,  ///< a line of a list inside the story
  caption,    ///< what stands below or in place of a picture
  credit,     ///< "Getty Images", "REUTERS/Hyungwon Kang"
  biography,  ///< about the author
  chrome,     ///< navigation, share buttons, tags, comment forms: everything that is not the story
};

/// A run of lines that belong together. A paragraph that the page broke in two is one block: `span` runs over the gap.
struct Block {
  ByteSpan span;
  BlockKind kind = BlockKind::paragraph;
  ByteSpan dateline;  ///< "WASHINGTON: " or "BEIJING, Sept 13 (Reuters) - " at its beginning; else empty

  /// Captions tell who is in a picture, but only in passing; the others below are no part of the story at all.
  bool is_story() const noexcept {
    return kind == BlockKind::title || kind == BlockKind::subtitle || kind == BlockKind::paragraph ||
           kind == BlockKind::list_item;
  }
  bool is_readable() const noexcept { return is_story() || kind == BlockKind::caption; }
};

struct Page {
  IdVector<BlockId, Block> blocks;  ///< in order; they don't overlap, and together cover all but white space
  ByteSpan title;                   ///< of the first title; else empty
  std::optional<Date> published;    ///< the metadata's date, else one that the page tells (date line, dateline)
};

/// Splits a source into blocks and says what each is. Linear in the text's length. Throws nothing but std::bad_alloc.
Page read_page(const Source& source);

}  // namespace tidings
