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
        '\u{24b6}'..='\u{24cf}' => letter(sign, 0x24b6, 'A'),
        '\u{24d0}'..='\u{24e9}' => letter(sign, 0x24d0, 'a'),
        // Letters of mathematics: `𝐩𝐫𝐢𝐯𝐚𝐭𝐞`.
        '\u{1d400}'..='\u{1d6a3}' => {
            let at = (u32::from(sign) - 0x1d400) % 52;
            let small = if at < 26 { u32::from('A') } else { u32::from('a') - 26 };
            char::from_u32(small + at).unwrap_or(sign)
        }
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

/// The letter of an alphabet that begins at `first`, as the usual one.
fn letter(sign: char, first: u32, usual: char) -> char {
    char::from_u32(u32::from(sign) - first + u32::from(usual)).unwrap_or(sign)
}
