//! [`Tokens`]: a file of Go, Java, TypeScript or Protocol Buffers in words, numbers, texts and signs, and what its comments say.

use std::ops::Range;

use super::scanner::{Comment, Kind, Language, Piece, Scanner, Token};

/// A file in tokens.
pub(super) struct Tokens<'t> {
    text: &'t str,
    pub(super) tokens: Vec<Token<'t>>,
    comments: Vec<Comment>,
}

impl<'t> Tokens<'t> {
    /// Reads a text.
    pub(super) fn read(text: &'t str, language: Language) -> Tokens<'t> {
        let mut read = Tokens { text, tokens: Vec::new(), comments: Vec::new() };
        for piece in Scanner::new(text, language) {
            match piece {
                Piece::Token(token) => read.tokens.push(token),
                Piece::Comment(comment) => read.comments.push(comment),
            }
        }
        read
    }

    /// What comments say about a piece of the file: the lines directly above it, and what follows it on its
    /// last line.
    pub(super) fn comment_lines(&self, piece: Range<usize>) -> Vec<&str> {
        let mut lines: Vec<&str> = Vec::new();
        let mut start = piece.start;
        let before = self.comments.partition_point(|comment| comment.range.end <= piece.start);
        for comment in self.comments[..before].iter().rev() {
            let between = &self.text[comment.range.end..start];
            let is_near = between.trim().is_empty() && between.matches('\n').count() <= 1;
            if !is_near || !comment.stands_alone {
                break;
            }
            lines.splice(0..0, comment.lines.iter().map(String::as_str));
            start = comment.range.start;
        }
        let after = self.comments.partition_point(|comment| comment.range.start < piece.end);
        if let Some(comment) = self.comments.get(after) {
            let between = &self.text[piece.end..comment.range.start];
            if between.chars().all(|c| matches!(c, ' ' | '\t' | ',' | ';')) {
                lines.extend(comment.lines.iter().map(String::as_str));
            }
        }
        lines
    }
}

/// The number of the sign that closes the bracket at a number of a token; the last token if none does.
pub(super) fn closing(tokens: &[Token<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (number, token) in tokens.iter().enumerate().skip(open) {
        match token.kind {
            Kind::Sign('(' | '[' | '{') => depth += 1,
            Kind::Sign(')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return number;
        }
    }
    tokens.len().saturating_sub(1)
}

/// What stands in the bracket at a number of a token.
pub(super) fn inside<'a, 't>(tokens: &'a [Token<'t>], open: usize) -> &'a [Token<'t>] {
    tokens.get(open + 1..closing(tokens, open)).unwrap_or_default()
}

/// The pieces of some tokens between commas that stand in no bracket.
pub(super) fn split<'a, 't>(tokens: &'a [Token<'t>], separator: char) -> Vec<&'a [Token<'t>]> {
    let (mut pieces, mut start, mut depth) = (Vec::new(), 0, 0_i32);
    for (number, token) in tokens.iter().enumerate() {
        match token.kind {
            Kind::Sign('(' | '[' | '{') => depth += 1,
            Kind::Sign(')' | ']' | '}') => depth -= 1,
            Kind::Sign(sign) if sign == separator && depth == 0 => {
                pieces.push(&tokens[start..number]);
                start = number + 1;
            }
            _ => {}
        }
    }
    pieces.push(&tokens[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_belong_to_what_is_below_and_before_them() {
        let text = "// far\n\n// a\n/* b\n * c */\nX = 1, // d\n// e\nY\n";
        let tokens = Tokens::read(text, Language::Go);
        let x = tokens.tokens[0].range.start..tokens.tokens[2].range.end;
        assert_eq!(tokens.comment_lines(x), ["a", "b", "c", "d"]);
        assert_eq!(tokens.comment_lines(tokens.tokens[4].range.clone()), ["e"]);
    }
}
