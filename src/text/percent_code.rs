//! Percent codes of addresses: `Alice%20Fischer`.

/// An address without its percent codes; as it is where they stand for no text.
pub fn decoded(address: &str) -> String {
    String::from_utf8(percent_bytes(address)).unwrap_or_else(|_| address.to_owned())
}

/// The bytes that an address stands for.
pub fn percent_bytes(address: &str) -> Vec<u8> {
    let bytes = address.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = || {
            let hex = std::str::from_utf8(bytes.get(at + 1..at + 3)?).ok()?;
            u8::from_str_radix(hex, 16).ok()
        };
        match (bytes[at], code()) {
            (b'%', Some(byte)) => {
                out.push(byte);
                at += 3;
            }
            (byte, _) => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_become_the_bytes_they_stand_for() {
        for (address, plain) in [
            ("Alice%20Fischer", "Alice Fischer"),
            ("W%C3%B3jcik", "Wójcik"),
            ("50%", "50%"),
            ("%zz%2", "%zz%2"),
            ("%ff", "%ff"),
        ] {
            assert_eq!(decoded(address), plain);
        }
    }
}
