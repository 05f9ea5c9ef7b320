//! Queries that say that something is wrong, but not what. Owns those words; judges nothing else.

use super::fold::Token;
use super::terms::{is_stop, stem, stem_hangul};

/// Words that say that something is wrong.
const WRONG: &str = "help error code problem issue issu trouble work not no fail broken wrong question something urgent support again \
    now stuck password account login log sign computer it went today all nothing anything user fix can do doe \
    keeps keep happen happened screen page \
    still any more";
const WRONG_KO: &str = "도와 도움 오류 에러 문제 안 코드 화면 안돼 안되 돼 되 됨 안됨 안돼요 안되요 안됩니다 이상 질문 급함 급해 암호 비번 계정 로그인 갑자기 지금 뭐 이거 이게 왜 오류가 자꾸 계속 또 돼요 되요 됩니다 됐 \
    요 전산 컴퓨터 실패 먹통";
fn listed<'w>(list: impl IntoIterator<Item = &'w str>, token: &Token) -> bool {
    let stemmed = if token.hangul {
        stem_hangul(&token.text).into()
    } else {
        stem(&token.text)
    };
    list.into_iter().any(|word| word == stemmed || word == token.text)
}

fn wrong(token: &Token) -> bool {
    is_stop(token) || listed(if token.hangul { WRONG_KO } else { WRONG }.split(' '), token)
}

/// Nothing but words that say that something is wrong.
pub fn vague(words: &[Token]) -> bool {
    words.iter().all(wrong)
}

/// Nothing beyond those, numbers and the words that name what all of this is about.
pub fn bare(words: &[Token], ordinary: &[String]) -> bool {
    words.iter().all(|t| {
        wrong(t) || t.text.bytes().all(|b| b.is_ascii_digit()) || listed(ordinary.iter().map(String::as_str), t)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold::Reading;

    fn tokens(text: &str) -> Vec<Token> {
        Reading::new(vec![], vec![]).tokens(text)
    }

    #[test]
    fn only_what_names_a_trouble_is_more_than_vague() {
        for text in ["help", "it does not work", "안 돼요", "오류가 나요", "로그인 안됨"] {
            assert!(vague(&tokens(text)), "{text}");
        }
        let ordinary = ["sspr".to_owned(), "reset".to_owned()];
        assert!(bare(&tokens("sspr reset error"), &ordinary) && !vague(&tokens("sspr reset error")));
        assert!(!bare(&tokens("captcha does not work"), &ordinary));
    }
}
