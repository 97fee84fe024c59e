//! Signs of other widths and scripts that are read as the usual ones where it is about who may read
//! a line.

/// Signs that look or read like those of our forms, or like nothing.
pub(crate) fn usual_sign(sign: char) -> Option<char> {
    Some(match sign {
        '（' => '(',
        '）' => ')',
        '［' => '[',
        '］' => ']',
        '【' | '〔' | '「' => '[',
        '】' | '〕' | '」' => ']',
        '：' => ':',
        '\u{a0}' => ' ',
        // Letters of another width.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).unwrap_or(sign),
        'а' => 'a',
        'с' => 'c',
        'е' => 'e',
        'о' => 'o',
        'і' => 'i',
        'р' => 'p',
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => return None,
        other => other,
    })
}
