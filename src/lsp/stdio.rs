//! Messages over standard input and output. A body that is no message is answered as the
//! specification says, and the next one is read; a head that cannot be read ends the session.

use lsp_server::{Connection, ErrorCode, Message};
use std::io;
use std::io::{BufRead, Write};
use std::thread;
use std::thread::JoinHandle;

/// How the library says that a body was read and is none.
const NO_MESSAGE: &str = "malformed LSP payload";

/// A connection, and the thread that writes what is sent until nobody can send any more.
///
/// # Errors
/// Those of the system.
pub fn connect() -> io::Result<(Connection, JoinHandle<()>)> {
    let (ours, Connection { sender, receiver }) = Connection::memory();
    let read = move || {
        read_all(&mut io::stdin().lock(), &mut io::stdout(), &mut |message| {
            sender.send(message).is_ok()
        });
    };
    thread::Builder::new().name("vault121 input".to_owned()).spawn(read)?;
    let write = move || {
        for message in receiver {
            // A client that is gone is noticed when nothing comes from it.
            if message.write(&mut io::stdout().lock()).is_err() {
                return;
            }
        }
    };
    let writing = thread::Builder::new().name("vault121 output".to_owned()).spawn(write)?;
    Ok((ours, writing))
}

/// Reads messages until there are no more, or nobody takes them.
fn read_all(
    input: &mut impl BufRead,
    output: &mut impl Write,
    take: &mut dyn FnMut(Message) -> bool,
) {
    loop {
        match Message::read(input) {
            Ok(Some(message)) => {
                if !take(message) {
                    return;
                }
            }
            Ok(None) => return,
            Err(error) if error.to_string().starts_with(NO_MESSAGE) => {
                if answer_none(output).is_err() {
                    return;
                }
            }
            Err(_) => return,
        }
    }
}

/// Nobody knows which request it was.
fn answer_none(output: &mut impl Write) -> io::Result<()> {
    let code = ErrorCode::ParseError as i32;
    let text = format!(
        r#"{{"jsonrpc":"2.0","id":null,"error":{{"code":{code},"message":"this is no message"}}}}"#
    );
    let frame = format!("Content-Length: {}\r\n\r\n{text}", text.len());
    output.write_all(frame.as_bytes())?;
    output.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_that_is_none_is_answered_and_the_next_one_is_read() {
        let good = r#"{"jsonrpc":"2.0","method":"exit"}"#;
        let bodies = ["{bad}", good, "[1", "", good];
        let input: Vec<String> = bodies
            .iter()
            .map(|text| format!("Content-Length: {}\r\n\r\n{text}", text.len()))
            .collect();
        let (mut output, mut taken) = (Vec::new(), 0);
        read_all(&mut input.concat().as_bytes(), &mut output, &mut |_| {
            taken += 1;
            true
        });
        let said = String::from_utf8(output).unwrap();
        assert_eq!((taken, said.matches("-32700").count()), (2, 3), "{said}");
        assert!(said.contains("\"id\":null"), "{said}");
    }

    #[test]
    fn a_head_that_is_none_ends_it() {
        let mut output = Vec::new();
        read_all(&mut "nonsense\n".as_bytes(), &mut output, &mut |_| true);
        assert_eq!(output, b"");
    }
}
