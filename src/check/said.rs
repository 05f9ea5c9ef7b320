//! What steps say of themselves. A sentence is whole: it stands in documents, cases and on screens.

use crate::text::{Lang, Say, Text, say};

/// A sentence whose values differ by language.
pub fn of(said: Say, values: impl Fn(Lang) -> Vec<String>) -> Text {
    let fill = |lang: Lang| {
        let values = values(lang);
        said.with(lang, &values.iter().map(String::as_str).collect::<Vec<_>>())
    };
    Text {
        en: fill(Lang::En),
        ko: fill(Lang::Ko),
    }
}

pub const NAMED: Say = say("The name resolves: {}.", "이름이 확인됩니다: {}");
pub const NO_NAME: Say = say(
    "The name does not resolve: DNS knows no such name, or no DNS server can be reached.",
    "이름을 확인할 수 없습니다. DNS에 이 이름이 없거나 DNS 서버에 연결할 수 없습니다.",
);
pub const NAME_SILENT: Say = say(
    "Nobody answered within {} seconds what address the name has.",
    "이름 확인에 {}초 동안 응답이 없습니다.",
);
pub const NAME_HERE: Say = say(
    "The name resolves to {}, which leads nowhere: a hosts file or a DNS filter answers for it.",
    "이름이 아무 데도 연결되지 않는 {} 주소로 확인됩니다. hosts 파일이나 DNS 필터가 대신 응답합니다.",
);
pub const NAME_INSIDE: Say = say(
    "The name resolves to {}, an address inside the company: its own DNS answers in place of the internet.",
    "이름이 사내 주소({})로 확인됩니다. 인터넷 대신 사내 DNS가 응답합니다.",
);
pub const NAME_BY_PROXY: Say = say("The proxy resolves the name.", "프록시가 이름을 확인합니다.");
pub const CONNECTED: Say = say("Port {} answers over {}.", "{} 포트가 {} 연결로 응답합니다.");
pub const ONE_FAMILY: Say = say(
    "Port {} answers over {}; over {} it does not, which is no fault as long as the other one works.",
    "{} 포트가 {} 연결로 응답합니다. {} 연결로는 응답하지 않지만 다른 하나가 되면 문제가 아닙니다.",
);
pub const NO_ANSWER: Say = say(
    "Port {} does not answer within {} seconds: a firewall drops what is sent.",
    "{} 포트가 {}초 동안 응답하지 않습니다. 방화벽이 패킷을 버리고 있습니다.",
);
pub const REFUSED: Say = say(
    "Port {} is refused: a firewall or the other end turns the connection away.",
    "포트 {} 연결이 거부됩니다. 방화벽이나 상대 쪽에서 연결을 막고 있습니다.",
);
pub const UNCONNECTED: Say = say("Port {} cannot be reached: {}.", "포트 {}에 연결할 수 없습니다: {}");
pub const PROXY_UNREACHED: Say = say(
    "The proxy {} cannot be reached: {}",
    "프록시 {}에 연결할 수 없습니다. {}",
);
pub const PROXY_LETS: Say = say(
    "The proxy {} lets the host pass.",
    "프록시({})가 이 호스트를 허용합니다.",
);
pub const PROXY_REFUSES: Say = say(
    "The proxy {} refuses the host (403): it must be allowed there.",
    "프록시({})가 이 호스트를 거부합니다(403). 프록시에서 허용해야 합니다.",
);
pub const PROXY_ASKS: Say = say(
    "The proxy {} asks for a login (407, {}): this check gives none, and the service must have an account that the proxy accepts.",
    "프록시({})가 로그인을 요구합니다(407, {}). 이 점검은 로그인하지 않습니다. 서비스 계정은 프록시가 받아들이는 계정이어야 합니다.",
);
pub const PROXY_LEADS: Say = say(
    "The proxy {} answers {} and sends to {}: somebody must sign in to a page first.",
    "프록시({})가 {} 응답으로 다른 주소({})로 보냅니다. 먼저 페이지에서 로그인해야 합니다.",
);
pub const PROXY_ANSWERS: Say = say(
    "The proxy {} does not let the host pass: it answers {}.",
    "프록시({})가 이 호스트를 허용하지 않습니다. 응답: {}",
);
pub const PROXY_SILENT: Say = say(
    "The proxy {} does not say within {} seconds whether the host may pass.",
    "프록시({})가 {}초 동안 허용 여부를 응답하지 않습니다.",
);
pub const PROXY_BREAKS: Say = say(
    "The proxy {} ends the connection without an answer, or answers something that is no HTTP.",
    "프록시({})가 응답 없이 연결을 끊거나 HTTP가 아닌 응답을 합니다.",
);
pub const GREETED: Say = say("{} was agreed on.", "{} 버전으로 연결됩니다.");
pub const TOO_OLD: Say = say(
    "The other end speaks no TLS as new as 1.2.",
    "상대 쪽이 TLS 1.2 이상을 지원하지 않습니다.",
);
pub const PORTAL: Say = say(
    "Somebody else answers: HTTP {} without TLS, to be sent to {}. That is a sign-in page of the network, or a filter.",
    "다른 장비가 응답합니다. TLS 없이 HTTP {} 응답으로 다른 주소({})로 보냅니다. 네트워크 로그인 페이지나 필터입니다.",
);
pub const OTHER_WORDS: Say = say(
    "What answers does not speak TLS: a device in between answers for the host.",
    "TLS가 아닌 응답이 옵니다. 중간 장비가 호스트 대신 응답하고 있습니다.",
);
pub const TLS_CUT: Say = say(
    "The connection is cut as soon as TLS greets: a firewall or filter stops it by the name of the host.",
    "TLS 인사를 보내자마자 연결이 끊깁니다. 방화벽이나 필터가 호스트 이름을 보고 막고 있습니다.",
);
pub const TLS_SILENT: Say = say(
    "TLS gets no answer within {} seconds.",
    "TLS 인사에 {}초 동안 응답이 없습니다.",
);
pub const TLS_REFUSED: Say = say(
    "The other end refuses the greeting of TLS (alert: {}).",
    "상대 쪽에서 TLS 연결을 거부합니다(경고: {}).",
);
pub const TLS_MISSPOKEN: Say = say(
    "TLS fails: what the other end says does not keep to the protocol.",
    "TLS 연결에 실패했습니다. 상대 쪽 응답이 프로토콜에 맞지 않습니다.",
);
pub const VALID: Say = say(
    "The certificate is valid until {} and trusted here.",
    "인증서가 {}까지 유효하고 이 컴퓨터에서 신뢰됩니다.",
);
pub const EXPIRED: Say = say(
    "The certificate expired on {} (this computer says it is {}).",
    "인증서가 {}에 만료되었습니다(이 컴퓨터의 날짜: {}).",
);
pub const NOT_YET: Say = say(
    "The certificate is not valid before {} (this computer says it is {}): look at the clock first.",
    "인증서가 {}부터 유효합니다(이 컴퓨터의 날짜: {}). 먼저 시계를 확인하십시오.",
);
pub const OTHER_HOST: Say = say(
    "The certificate is for {} and not for this host: somebody else answers for it.",
    "이 호스트가 아니라 {}의 인증서입니다. 다른 장비가 대신 응답하고 있습니다.",
);
pub const NO_ROOTS: Say = say(
    "The certificate comes from \"{}\", as it should, and is not trusted here: root certificates are missing on this computer.",
    "인증서 발급자(\"{}\")는 맞지만 이 컴퓨터에서 신뢰되지 않습니다. 루트 인증서가 없습니다.",
);
pub const REVOKED: Say = say(
    "\"{}\" has revoked the certificate.",
    "발급자 \"{}\"에서 인증서를 해지했습니다.",
);
pub const NO_STORE: Say = say(
    "This system has no list of root certificates, so nobody can say whether to trust it.",
    "이 시스템에 루트 인증서 목록이 없어 신뢰 여부를 확인할 수 없습니다.",
);
pub const UNREADABLE: Say = say("The certificate cannot be read.", "인증서를 읽을 수 없습니다.");
pub const FROM: Say = say("It comes from \"{}\".", "발급자는 \"{}\"입니다.");
pub const INTERCEPTED: Say = say(
    "The certificate is trusted here but comes from \"{}\", not from Microsoft: a proxy opens the traffic. That is not supported; exempt the host there.",
    "이 컴퓨터에서 신뢰되지만 발급자가 Microsoft가 아니라 \"{}\"입니다. 프록시가 트래픽을 열어 보고 있으며 지원되지 않는 구성입니다. 이 호스트를 검사에서 제외하십시오.",
);
pub const UNTRUSTED: Say = say(
    "The certificate comes from \"{}\", whom this computer does not trust: a proxy opens the traffic. That is not supported; exempt the host there.",
    "이 컴퓨터가 인증서 발급자(\"{}\")를 신뢰하지 않습니다. 프록시가 트래픽을 열어 보고 있으며 지원되지 않는 구성입니다. 이 호스트를 검사에서 제외하십시오.",
);
pub const OTHER_ISSUER: Say = say(
    "The certificate comes from \"{}\", a public authority that this host did not use so far.",
    "인증서 발급자가 이 호스트에서 쓰지 않던 공인 기관 \"{}\"입니다.",
);
pub const ANSWERED: Say = say("The host answers (HTTP {}).", "호스트가 응답합니다(HTTP {}).");
pub const BUSY: Say = say(
    "The way is open, but the host answers HTTP {}: it has trouble itself.",
    "경로는 열려 있지만 호스트가 HTTP {} 응답을 합니다. 호스트 쪽 문제입니다.",
);
pub const SENT_ELSEWHERE: Say = say(
    "The answer (HTTP {}) sends to {}: a sign-in page of the network stands in between.",
    "응답(HTTP {})이 다른 주소({})로 보냅니다. 네트워크 로그인 페이지가 중간에 있습니다.",
);
pub const NO_HTTP: Say = say(
    "The connection stands, but no answer came within {} seconds.",
    "연결은 되지만 {}초 동안 응답이 없습니다.",
);
pub const HTTP_CUT: Say = say(
    "The connection was ended in place of an answer.",
    "응답 대신 연결이 끊어졌습니다.",
);
pub const WHOLE: Say = say("{}, issued by \"{}\", HTTP {}.", "{}, 발급자 \"{}\", HTTP {}");
pub const NO_NAMESPACE: Say = say(
    "The name of the relay is not known; events 31019 and 31034 name it, then add --namespace NAME.",
    "릴레이 이름을 모릅니다. 이벤트 31019나 31034에서 확인한 뒤 --namespace 이름을 붙이십시오.",
);
pub const UNFINISHED: Say = say(
    "No end came within the time of the whole run; it hung at: {}.",
    "전체 제한 시간 안에 끝나지 않았습니다. 멈춘 단계: {}",
);
pub const STOPPED: Say = say("Canceled before it was done.", "끝나기 전에 취소했습니다.");
pub const NO_THREAD: Say = say(
    "The system had no room for this check.",
    "시스템 자원이 부족하여 점검하지 못했습니다.",
);
pub const NOT_PRINTED: Say = say(
    "Its values do not stand in what was printed.",
    "출력에 이 점검의 값이 없습니다.",
);
pub const NO_RULE: Say = say(
    "No rule says what these values mean.",
    "이 값을 판단할 규칙이 없습니다.",
);
pub const ELSEWHERE: Say = say(
    "It is read on the Connect server; `sspr check --print` prints the commands, `sspr check --server FILE` judges what they printed.",
    "Connect 서버에서 읽는 항목입니다. `sspr check --print`로 명령을 출력하고, 그 결과를 `sspr check --server FILE`로 판정하십시오.",
);
pub const UNREAD: Say = say("The command could not be run: {}.", "명령을 실행하지 못했습니다: {}");
pub const UNDONE: Say = say(
    "The command was not done within {} seconds.",
    "명령이 {}초 안에 끝나지 않았습니다.",
);
pub const ON_REQUEST: Say = say(
    "Tried on request only, for it takes as long as it waits: --idle 360.",
    "기다리는 시간만큼 걸리므로 요청할 때만 점검합니다: --idle 360",
);
pub const IDLE_UNFINISHED: Say = say(
    "The wait had no end within the time of the whole run.",
    "전체 제한 시간 안에 기다림이 끝나지 않았습니다.",
);
pub const LASTED: Say = say(
    "The connection lasted {} seconds without a word.",
    "아무것도 보내지 않아도 연결이 {}초 동안 유지되었습니다.",
);
pub const IDLE_CUT: Say = say(
    "The connection was cut after {} seconds without a word, by a firewall, the proxy or the host itself. Firewall and proxy must allow 6 minutes: look at their idle time-out.",
    "아무것도 보내지 않자 {}초 뒤에 연결이 끊겼습니다. 방화벽, 프록시, 호스트 중 어디에서 끊었는지는 알 수 없습니다. 방화벽과 프록시는 6분 이상 허용해야 하므로 유휴 시간 제한을 확인하십시오.",
);
pub const IDLE_DEAD: Say = say(
    "After {} seconds without a word nothing comes back any more: a firewall forgot the connection. It must allow 6 minutes.",
    "아무것도 보내지 않고 {}초가 지난 뒤에는 응답이 없습니다. 방화벽이 연결을 잊었습니다. 6분 이상 허용해야 합니다.",
);
pub const IDLE_ENDED: Say = say(
    "The host itself ended the connection after {} seconds, so this says nothing of firewall and proxy.",
    "호스트가 {}초 뒤에 직접 연결을 끝냈으므로 방화벽과 프록시에 대해서는 알 수 없습니다.",
);
pub const IDLE_NO_WAY: Say = say(
    "The way to the host does not stand, so nothing was waited for.",
    "호스트까지 연결되지 않아 기다리지 않았습니다.",
);
